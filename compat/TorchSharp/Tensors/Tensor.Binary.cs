using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Ops.AddTensor.Run(this, target);

        public Tensor add(Tensor target, Scalar alpha) => Ops.AddTensor.Run(this, target, alpha);

        public Tensor add(Scalar scalar) => Ops.AddScalar.Run(this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => Ops.AddScalar.Run(this, scalar, alpha);

        public Tensor sub(Tensor target) => Ops.SubTensor.Run(this, target);

        public Tensor sub(Scalar target) => Ops.SubScalar.Run(this, target);

        public Tensor mul(Tensor target) => Ops.MulTensor.Run(this, target);

        public Tensor mul(Scalar target) => Ops.MulScalar.Run(this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Ops.DivTensor.Run(this, target)
                : Ops.DivTensorMode.Run(this, target, rounding_mode.ToString());

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Ops.DivScalar.Run(this, target)
                : Ops.DivScalarMode.Run(this, target, rounding_mode.ToString());

        public Tensor add_(Tensor target) => Ops.AddTensor_.Run(this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Ops.AddTensor_.Run(this, target, alpha);

        public Tensor add_(Scalar scalar) => Ops.AddScalar_.Run(this, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => Ops.AddScalar_.Run(this, scalar, alpha);

        public Tensor sub_(Tensor target) => Ops.SubTensor_.Run(this, target);

        public Tensor sub_(Scalar target) => Ops.SubScalar_.Run(this, target);

        public Tensor mul_(Tensor target) => Ops.MulTensor_.Run(this, target);

        public Tensor mul_(Scalar target) => Ops.MulScalar_.Run(this, target);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Ops.DivTensor_.Run(this, target)
                : Ops.DivTensorMode_.Run(this, target, rounding_mode.ToString());

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Ops.DivScalar_.Run(this, target)
                : Ops.DivScalarMode_.Run(this, target, rounding_mode.ToString());

        public Tensor pow(Tensor exponent) => Ops.PowTensor.Run(this, exponent);

        public Tensor pow(Scalar exponent) => Ops.PowScalar.Run(this, exponent);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Ops.Addcmul_.Run(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Ops.Addcdiv_.Run(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Ops.Addcdiv_.Run(this, tensor1, tensor2);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.Clamp.Run(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Ops.ClampTensor.Run(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.Clamp_.Run(this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Ops.ClampTensor_.Run(this, min, max);

        public Tensor clamp_min(Scalar min) => Ops.ClampMin.Run(this, min);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor lerp(Tensor end, Tensor weight) => Ops.Lerp.Run(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Ops.Lerp_.Run(this, end, weight);

        public Tensor fill_(Scalar value) => Ops.Fill_.Run(this, value);

        public Tensor eq(Tensor target) => Ops.EqTensor.Run(this, target);

        public Tensor eq(Scalar target) => Ops.EqScalar.Run(this, target);

        public Tensor ne(Tensor target) => Ops.NeTensor.Run(this, target);

        public Tensor ne(Scalar target) => Ops.NeScalar.Run(this, target);

        public Tensor lt(Tensor target) => Ops.LtTensor.Run(this, target);

        public Tensor lt(Scalar target) => Ops.LtScalar.Run(this, target);

        public Tensor le(Tensor target) => Ops.LeTensor.Run(this, target);

        public Tensor le(Scalar target) => Ops.LeScalar.Run(this, target);

        public Tensor gt(Tensor target) => Ops.GtTensor.Run(this, target);

        public Tensor gt(Scalar target) => Ops.GtScalar.Run(this, target);

        public Tensor ge(Tensor target) => Ops.GeTensor.Run(this, target);

        public Tensor ge(Scalar target) => Ops.GeScalar.Run(this, target);

        public Tensor logical_and(Tensor other) => Ops.LogicalAnd.Run(this, other);

        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            Ops.Allclose.RunBool(this, target, rtol, atol, equal_nan);
    }
}
