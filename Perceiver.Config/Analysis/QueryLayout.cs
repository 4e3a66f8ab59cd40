namespace Perceiver.Config;

/// <summary>The array that a decoder asks with.</summary>
/// <param name="Count">How many queries there are to answer, whether or not a training batch asks them all.</param>
/// <param name="Features">Fourier features of each; 0 where it has none.</param>
/// <param name="Width">Channels of each.</param>
public sealed record QueryLayout(long Count, int Features, long Width)
{
    /// <summary>The layout of one array of queries.</summary>
    public static QueryLayout Of(QueryConfig queries, ModelConfig model) =>
        queries is QueryConfig.Inputs
            ? new(InputLayout.Of(model).Count, 0, InputLayout.Of(model).Width)
            : Of(queries, 0);

    /// <summary>The layout of all modalities' queries, padded to one width.</summary>
    public static QueryLayout Together(DecoderConfig.Modalities several, ModelConfig model)
    {
        var parts = several.Parts.Select(part => Of(part.Queries, model)).ToArray();
        return new(
            parts.Sum(part => part.Count),
            0,
            parts.Select(part => part.Width).DefaultIfEmpty(0).Max() + several.MinPadding
        );
    }

    /// <summary>The same, of settings that may not have been readable.</summary>
    internal static QueryLayout Of(QueryConfig? queries, int inputWidth)
    {
        switch (queries)
        {
            case QueryConfig.Learned learned:
                return new(learned.Count, 0, learned.Width);
            case QueryConfig.Given given:
                return new(given.Count, 0, given.Width);
            case QueryConfig.Fourier fourier:
                var features = InputLayout.Features(fourier.Code, fourier.Grid.Count);
                var count = fourier.Grid.Aggregate(1L, (product, size) => Math.Min(int.MaxValue, product * size));
                return new(count, features, fourier.Projection ?? features);
            default:
                return new(0, 0, inputWidth);
        }
    }
}
