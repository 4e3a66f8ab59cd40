using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Puts together what stands between the latents and the output.</summary>
internal static class DecoderAssembly
{
    private const string Cross = "decoder.cross_attend";
    private static readonly DecoderParameters Nothing = new([], null, null, null, null, null, null, [], null);

    public static DecoderParameters Of(ModelConfig model, LeafSource source)
    {
        switch (model.Decoder)
        {
            case DecoderConfig.MeanPool pool:
                return Nothing with
                {
                    Norm = pool.Norm ? source.Norm("decoder.norm") : null,
                    Head = Head(pool.Head, source),
                };
            case DecoderConfig.Query query:
                return Nothing with
                {
                    Query = source.Leaf("decoder.query"),
                    CrossAttend = source.Block(query.CrossAttend, Cross, true),
                    Head = Head(query.Head, source),
                };
            case DecoderConfig.Queries queries:
                return Output(queries.Output, source) with
                {
                    Queries = queries.Array is QueryConfig.Learned ? source.Leaf("decoder.queries") : null,
                    QueryProjection = queries.Array is QueryConfig.Fourier { Projection: not null }
                        ? source.Linear("decoder.query_projection")
                        : null,
                    CrossAttend = source.Block(queries.CrossAttend, Cross, true),
                };
            case DecoderConfig.Latents latents:
                return Output(latents.Output, source);
            case DecoderConfig.Modalities several:
                var common = QueryLayout.Together(several, model).Width;
                return Nothing with
                {
                    Modalities = LeafSource.List(
                        several.Parts.Count,
                        i => Modality(several.Parts[i], model, common, $"decoder.modalities.{i}", source)
                    ),
                    CrossAttend = source.Block(several.CrossAttend, Cross, true),
                    Projection = source.Linear("decoder.projection"),
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(model), model.Decoder, "Unknown kind of decoder.");
        }
    }

    private static ModalityQueryParameters Modality(
        ModalityOutputConfig part,
        ModelConfig model,
        long common,
        string path,
        LeafSource source
    ) =>
        new(
            part.Queries is QueryConfig.Learned ? source.Leaf($"{path}.queries") : null,
            part.Queries is QueryConfig.Fourier { Projection: not null }
                ? source.Linear($"{path}.query_projection")
                : null,
            QueryLayout.Of(part.Queries, model).Width < common ? source.Leaf($"{path}.padding") : null,
            source.Linear($"{path}.head")
        );

    private static DecoderParameters Output(OutputConfig output, LeafSource source) =>
        output switch
        {
            OutputConfig.Projected projected => Nothing with { Head = Head(projected.Head, source) },
            OutputConfig.Tied { Bias: true } => Nothing with { Bias = source.Leaf("decoder.bias") },
            _ => Nothing,
        };

    private static EquatableArray<LinearParameters> Head(HeadConfig head, LeafSource source) =>
        LeafSource.List(head.Hidden.Count + 1, i => source.Linear($"decoder.head.{i}"));
}
