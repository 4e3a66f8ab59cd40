using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Owns what is created while it is the innermost scope of its thread, and disposes it when it ends.
/// </summary>
/// <remarks>
/// A tensor knows its scope and its place in it, so that joining and leaving cost no hashing: a training step makes
/// and drops thousands of tensors.
/// </remarks>
public sealed partial class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private DisposeScope? outer;
    private bool ended;
    private readonly List<Tensor> owned = [];

    internal DisposeScope(DisposeScopeManager manager)
    {
        this.manager = manager;
        outer = manager.Innermost;
    }

    public IReadOnlyList<IDisposable> DisposablesView => owned.ToArray();

    public int DisposablesCount => owned.Count;

    public bool Contains(IDisposable disposable) => disposable is Tensor tensor && ReferenceEquals(tensor.Scope, this);

    public void DisposeEverything()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        // Backwards, so that each tensor leaves from the end of the list.
        for (var i = owned.Count - 1; i >= 0; i--)
            owned[i].Dispose();
    }

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var tensor in owned.ToArray())
        {
            if (!keep.Contains(tensor))
                tensor.Dispose();
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep });
        return keep;
    }

    public void Dispose()
    {
        if (ended)
            return;
        DisposeEverything();
        ended = true;
        Unlink();
    }

    public void MarkAsDisposed(IDisposable disposable) => Remove(disposable);

    internal void Add(Tensor tensor)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        tensor.Scope = this;
        tensor.PlaceInScope = owned.Count;
        owned.Add(tensor);
    }

    private bool Remove(IDisposable disposable)
    {
        if (disposable is not Tensor tensor || !ReferenceEquals(tensor.Scope, this))
            return false;
        var last = owned[^1];
        owned[tensor.PlaceInScope] = last;
        last.PlaceInScope = tensor.PlaceInScope;
        owned.RemoveAt(owned.Count - 1);
        tensor.Scope = null;
        return true;
    }

    // Scopes normally end innermost first; one that ends early is taken out of the middle of the chain.
    private void Unlink()
    {
        if (ReferenceEquals(manager.Innermost, this))
        {
            manager.Innermost = outer;
            return;
        }
        for (var scope = manager.Innermost; scope is not null; scope = scope.outer)
        {
            if (!ReferenceEquals(scope.outer, this))
                continue;
            scope.outer = outer;
            return;
        }
    }
}
