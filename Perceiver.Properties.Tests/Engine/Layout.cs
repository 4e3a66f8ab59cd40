using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>How a tensor lies in memory.</summary>
public enum Layout
{
    /// <summary>Row-major and dense.</summary>
    Contiguous,

    /// <summary>Dense, with its last two dimensions stored the other way round.</summary>
    Transposed,

    /// <summary>Every second element of a larger block.</summary>
    Sliced,

    /// <summary>One row, repeated along the first dimension by a stride of zero.</summary>
    Expanded,
}

internal static class Layouts
{
    public static IReadOnlyList<Layout> All { get; } = Enum.GetValues<Layout>();

    /// <summary>
    /// The same shape in another layout, sharing nothing with the source. Expanding keeps the first row's values alone.
    /// What lies between the elements of a slice is NaN, so that reading it shows.
    /// </summary>
    public static Tensor Arrange(Tensor values, Layout layout)
    {
        switch (layout)
        {
            case Layout.Transposed when values.ndim >= 2:
                return values.transpose(-2, -1).contiguous().transpose(-2, -1);
            case Layout.Sliced when values.ndim >= 1 && values.dtype is ScalarType.Float32 or ScalarType.Float64:
                long[] wide = [.. values.shape[..^1], values.shape[^1] * 2];
                var block = full(wide, double.NaN, values.dtype);
                var slice = block.slice(-1, 1, wide[^1], 2);
                slice.copy_(values);
                return slice;
            case Layout.Expanded when values.ndim >= 1:
                return values.narrow(0, 0, 1).clone().expand(values.shape);
            default:
                return values.clone().contiguous();
        }
    }
}
