using System.Collections;
using TorchSharp.Modules;

// What a list of members does not say: which types are static or sealed, and what they derive from. The empty ones are
// there because their names could clash with ours.
namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor : IDisposable
        {
            internal Tensor() { }
        }

        public partial class Device { }

        public partial class Generator : IDisposable { }

        public partial struct TensorIndex { }

        public struct Size : IEnumerable<long>
        {
            public Size(long[] shape) { }

            public static implicit operator Size(long size) => throw null!;

            public static implicit operator Size((long, long) size) => throw null!;

            public static implicit operator Size((long, long, long) size) => throw null!;

            public static implicit operator Size((long, long, long, long) size) => throw null!;

            public IEnumerator<long> GetEnumerator() => throw null!;

            IEnumerator IEnumerable.GetEnumerator() => throw null!;
        }

        public class FInfo { }

        public enum layout { }

        public enum memory_format { }

        public enum indexing { }

        public enum side { }

        public enum compute_mode { }

        public enum Reduce { }

        public enum DebugMode { }

        public enum HistogramBinSelector { }

        public enum PrintOptionsProfile { }

        public class Storage { }

        public static class fft { }

        public static class jit { }

        public static class hub { }

        public static class distributions { }

        public static class signal { }

        public static class sparse { }

        public static class utils { }

        public static class version { }

        public static partial class random { }

        public static partial class special { }

        public static partial class linalg { }

        public static partial class cuda { }

        public static partial class autograd
        {
            public abstract partial class Function<T>
                where T : class { }

            public abstract partial class SingleTensorFunction<T> : Function<T>
                where T : class { }

            public partial class AutogradContext { }
        }

        public static partial class backends
        {
            public static partial class cuda
            {
                public static partial class matmul { }
            }
        }

        public static partial class nn
        {
            public static partial class functional { }

            public static partial class init
            {
                public enum FanInOut
                {
                    FanIn,
                    FanOut,
                }

                public enum NonlinearityType
                {
                    Linear,
                    LeakyReLU = 10,
                }
            }

            public static partial class utils { }

            public abstract partial class Module { }

            public abstract partial class Module<T, TResult> : Module { }

            public enum Approximate
            {
                none,
                tanh,
            }
        }

        public static partial class optim
        {
            public abstract partial class Optimizer : IDisposable { }

            public static class lr_scheduler { }
        }

        public static partial class linalg
        {
            public enum QRMode
            {
                Reduced,
                Complete,
                R,
            }
        }
    }

    public sealed partial class Scalar : IDisposable
    {
        internal Scalar() { }
    }

    public sealed partial class DisposeScope : IDisposable { }

    public partial class DisposeScopeManager { }

    public partial class ThreadDisposeScopeStatistics { }

    public static partial class ScalarExtensionMethods { }

    public static partial class TensorExtensionMethods { }

    public struct BFloat16 { }

    public enum Padding
    {
        Valid,
        Same,
    }

    public enum TensorStringStyle
    {
        Default,
    }

    public class AnomalyMode { }

    public interface IProgressBar { }

    public interface IDisposeScopeClient { }

    public class ParamGroup { }

    public interface ILearningRateController { }
}

namespace TorchSharp.Modules
{
    public class Parameter : torch.Tensor { }

    public class Conv2d { }

    public class CrossEntropyLoss { }

    public class Dropout { }

    public class Embedding { }

    public class GELU { }

    public class Identity { }

    public class LayerNorm { }

    public class Linear { }

    public class ModuleDict<T> { }

    public class ModuleList<T> { }

    public class MultiheadAttention { }

    public class Sequential { }

    public class Adam { }

    public class AdamW { }

    public class SGD { }
}

namespace TorchSharp.Utils
{
    public sealed partial class TensorAccessor<T> : IDisposable, IEnumerable<T>
        where T : unmanaged
    {
        IEnumerator IEnumerable.GetEnumerator() => throw null!;
    }
}
