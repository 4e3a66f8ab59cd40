using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle to one of libtorch's tensors.</summary>
    public partial class Tensor : IDisposable
    {
        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            var manager = DisposeScopeManager.Current;
            if (manager.Innermost is { } scope)
            {
                manager.Counts.Tensors.CreatedInScopeCount++;
                scope.Add(this);
            }
            else
            {
                manager.Counts.Tensors.CreatedOutsideScopeCount++;
            }
        }

        /// <summary>
        /// Frees what was dropped without being disposed; counts belong to threads, and this one is nobody's.
        /// </summary>
        ~Tensor() => Free();

        internal DisposeScope? Scope { get; set; }

        internal int PlaceInScope { get; set; }

        public IntPtr Handle =>
            handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => handle == 0;

        public void Dispose()
        {
            if (handle == 0)
                return;
            var counts = DisposeScopeManager.Current.Counts.Tensors;
            if (Scope is { } scope)
            {
                counts.DisposedInScopeCount++;
                scope.MarkAsDisposed(this);
            }
            else
            {
                counts.DisposedOutsideScopeCount++;
            }
            Free();
            GC.SuppressFinalize(this);
        }

        public Tensor DetachFromDisposeScope()
        {
            Scope?.Detach(this);
            return this;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter(this);
            return this;
        }

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => base.GetHashCode();

        private void Free()
        {
            var released = Interlocked.Exchange(ref handle, 0);
            if (released != 0)
                NativeMethods.px_free(released);
        }
    }
}
