using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers as functions.</summary>
        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Ops.Linear.Run(input, weights, bias);

            public static Tensor layer_norm(
                Tensor input,
                long[] normalized_shape,
                Tensor? weight = null,
                Tensor? bias = null,
                double eps = 1E-05
            ) => Ops.LayerNorm.Run(input, normalized_shape, weight, bias, eps);

            public static Tensor batch_norm(
                Tensor input,
                Tensor? running_mean,
                Tensor? running_var,
                Tensor? weight = null,
                Tensor? bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1E-05
            ) => Ops.BatchNorm.Run(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor group_norm(
                Tensor input,
                long num_groups,
                Tensor? weight = null,
                Tensor? bias = null,
                double eps = 1E-05
            ) => Ops.GroupNorm.Run(input, num_groups, weight, bias, eps);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>The exact GELU; its derivative goes through the engine's own mend (see autograd.cpp).</summary>
            public static Tensor gelu(Tensor x)
            {
                var result = NativeMethods.px_gelu(x.Handle);
                if (result == 0)
                    throw TorchOperationException.From("aten::gelu", x);
                GC.KeepAlive(x);
                return new Tensor(result);
            }

            public static Tensor relu(Tensor x, bool inplace = false) => (inplace ? Ops.Relu_ : Ops.Relu).Run(x);

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                Ops.Softplus.Run(x, beta, threshold);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? Ops.Dropout_ : Ops.Dropout).Run(input, p, training);

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Ops.OneHot.Run(x, num_classes);

            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0
            ) => Ops.CrossEntropy.Run(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            public static Tensor nll_loss(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                Reduction reduction = Reduction.Mean
            ) => Ops.NllLoss.Run(input, target, weight, (long)reduction);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Ops.MseLoss.Run(input, target, (long)reduction);

            public static Tensor binary_cross_entropy_with_logits(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null
            ) => Ops.BinaryCrossEntropy.Run(input, target, weight, pos_weights, (long)reduction);
        }
    }
}
