using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv1d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long? stride = null,
                long? padding = null,
                long? dilation = null,
                long groups = 1
            ) =>
                Ops.Conv1d.Run(
                    input,
                    weight,
                    bias,
                    new[] { stride ?? 1 },
                    new[] { padding ?? 0 },
                    new[] { dilation ?? 1 },
                    groups
                );

            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                long groups = 1
            ) => Ops.Conv2d.Run(input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups);

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Ops.AdaptiveAvgPool2d.Run(input, output_size);

            public static Tensor max_pool2d(
                Tensor input,
                long[] kernel_size,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                bool ceil_mode = false
            ) =>
                Ops.MaxPool2d.Run(
                    input,
                    kernel_size,
                    strides ?? kernel_size,
                    padding ?? [0, 0],
                    dilation ?? [1, 1],
                    ceil_mode
                );

            public static Tensor max_pool2d(
                Tensor input,
                long kernel_size,
                long? stride = null,
                long? padding = null,
                long? dilation = null,
                bool ceil_mode = false
            ) =>
                max_pool2d(
                    input,
                    [kernel_size, kernel_size],
                    [stride ?? kernel_size, stride ?? kernel_size],
                    [padding ?? 0, padding ?? 0],
                    [dilation ?? 1, dilation ?? 1],
                    ceil_mode
                );

            public static Tensor unfold(
                Tensor input,
                long kernel_size,
                long dilation = 1,
                long padding = 0,
                long stride = 1
            ) => unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(
                Tensor input,
                (long, long) kernel_size,
                (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null
            ) =>
                Ops.Im2Col.Run(
                    input,
                    Pair(kernel_size),
                    Pair(dilation ?? (1, 1)),
                    Pair(padding ?? (0, 0)),
                    Pair(stride ?? (1, 1))
                );

            public static Tensor fold(
                Tensor input,
                long output_size,
                long kernel_size,
                long dilation = 1,
                long padding = 0,
                long stride = 1
            ) =>
                fold(
                    input,
                    (output_size, output_size),
                    (kernel_size, kernel_size),
                    (dilation, dilation),
                    (padding, padding),
                    (stride, stride)
                );

            public static Tensor fold(
                Tensor input,
                (long, long) output_size,
                (long, long) kernel_size,
                (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null
            ) =>
                Ops.Col2Im.Run(
                    input,
                    Pair(output_size),
                    Pair(kernel_size),
                    Pair(dilation ?? (1, 1)),
                    Pair(padding ?? (0, 0)),
                    Pair(stride ?? (1, 1))
                );

            public static Tensor pad(
                Tensor input,
                long[] pad,
                PaddingModes mode = PaddingModes.Constant,
                double value = 0
            ) =>
                mode switch
                {
                    PaddingModes.Constant or PaddingModes.Zeros => Ops.ConstantPad.Run(input, pad, value),
                    _ => Ops.Pad.Run(input, pad, mode.ToString().ToLowerInvariant()),
                };

            public static Tensor pad(
                Tensor input,
                (long, long) pad,
                PaddingModes mode = PaddingModes.Constant,
                double value = 0
            ) => functional.pad(input, Pair(pad), mode, value);

            public static Tensor pad(
                Tensor input,
                (long, long, long, long) pad,
                PaddingModes mode = PaddingModes.Constant,
                double value = 0
            ) => functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            private static long[] Pair((long, long) values) => [values.Item1, values.Item2];
        }
    }
}
