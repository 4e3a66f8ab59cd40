using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Ops.Abs.Run(this);

        public Tensor neg() => Ops.Neg.Run(this);

        public Tensor exp() => Ops.Exp.Run(this);

        public Tensor log() => Ops.Log.Run(this);

        public Tensor sqrt() => Ops.Sqrt.Run(this);

        public Tensor rsqrt() => Ops.Rsqrt.Run(this);

        public Tensor square() => Ops.Square.Run(this);

        public Tensor sin() => Ops.Sin.Run(this);

        public Tensor cos() => Ops.Cos.Run(this);

        public Tensor tanh() => Ops.Tanh.Run(this);

        public Tensor sigmoid() => Ops.Sigmoid.Run(this);

        public Tensor floor() => Ops.Floor.Run(this);

        public Tensor isnan() => Ops.Isnan.Run(this);

        public Tensor isfinite() => Ops.Isfinite.Run(this);

        public Tensor logical_not() => Ops.LogicalNot.Run(this);

        public Tensor zero_() => Ops.Zero_.Run(this);

        public Tensor round(long decimals = 0) => Ops.Round.Run(this, decimals);
    }
}
