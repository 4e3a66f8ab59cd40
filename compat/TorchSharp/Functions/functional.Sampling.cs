using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor grid_sample(
                Tensor input,
                Tensor grid,
                GridSampleMode mode = GridSampleMode.Bilinear,
                GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros,
                bool? align_corners = null
            )
            {
                // libtorch numbers these unlike TorchSharp does.
                var interpolation = mode == GridSampleMode.Bilinear ? 0 : 1;
                var outside = padding_mode switch
                {
                    GridSamplePaddingMode.Border => 1,
                    GridSamplePaddingMode.Reflection => 2,
                    _ => 0,
                };
                return Ops.GridSampler.Run(input, grid, interpolation, outside, align_corners ?? false);
            }

            public static Tensor interpolate(
                Tensor x,
                long[]? size = null,
                double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null,
                bool recompute_scale_factor = false,
                bool antialias = false
            )
            {
                if (recompute_scale_factor && scale_factor is not null)
                {
                    size = [.. scale_factor.Select((factor, i) => (long)Math.Floor(x.size(i + 2) * factor))];
                    scale_factor = null;
                }
                var corners = align_corners ?? false;
                return (mode, x.ndim) switch
                {
                    (InterpolationMode.Nearest, 3) => Ops.UpsampleNearest1d.Run(x, size, scale_factor),
                    (InterpolationMode.Nearest, 4) => Ops.UpsampleNearest2d.Run(x, size, scale_factor),
                    (InterpolationMode.Nearest, 5) => Ops.UpsampleNearest3d.Run(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 4) => Ops.UpsampleNearestExact2d.Run(x, size, scale_factor),
                    (InterpolationMode.Linear, 3) => Ops.UpsampleLinear1d.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 4) => (
                        antialias ? Ops.UpsampleBilinear2dSmooth : Ops.UpsampleBilinear2d
                    ).Run(x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 4) => (
                        antialias ? Ops.UpsampleBicubic2dSmooth : Ops.UpsampleBicubic2d
                    ).Run(x, size, corners, scale_factor),
                    (InterpolationMode.Trilinear, 5) => Ops.UpsampleTrilinear3d.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Area, 4) when size is not null => adaptive_avg_pool2d(x, size),
                    _ => throw new NotImplementedException($"interpolate: {mode} over {x.ndim} dimensions"),
                };
            }
        }
    }
}
