namespace Perceiver.Config;

/// <summary>Multiply-adds between the latents and the output.</summary>
internal static class DecoderCost
{
    public static decimal Of(PerceiverConfig config)
    {
        var model = config.Model;
        var (latents, width) = ((decimal)model.Latents.Count, (decimal)model.Latents.Width);
        switch (model.Decoder)
        {
            case DecoderConfig.MeanPool pool:
                return Head(pool.Head, 1, width, config);
            case DecoderConfig.Query query:
                return Cost.Block(query.CrossAttend, 1, query.Width, latents, width)
                    + Head(query.Head, 1, query.Width, config);
            case DecoderConfig.Queries queries:
                var rows = QueryLayout.Of(queries.Array, model);
                return Queries(queries.Array, rows)
                    + Cost.Block(queries.CrossAttend, rows.Count, rows.Width, latents, width)
                    + Output(queries.Output, rows.Count, rows.Width, config);
            case DecoderConfig.Latents each:
                return Output(each.Output, latents, width, config);
            case DecoderConfig.Modalities several:
                var all = QueryLayout.Together(several, model);
                return several.Parts.Sum(part => Part(part, several, model))
                    + Cost.Block(several.CrossAttend, all.Count, all.Width, latents, width)
                    + ((decimal)all.Count * all.Width * several.Width);
            default:
                return 0;
        }
    }

    private static decimal Part(ModalityOutputConfig part, DecoderConfig.Modalities several, ModelConfig model)
    {
        var rows = QueryLayout.Of(part.Queries, model);
        return Queries(part.Queries, rows) + ((decimal)rows.Count * several.Width * part.Outputs);
    }

    private static decimal Queries(QueryConfig queries, QueryLayout rows) =>
        queries is QueryConfig.Fourier { Projection: { } projection }
            ? (decimal)rows.Count * projection * rows.Features
            : 0;

    private static decimal Output(OutputConfig output, decimal rows, decimal width, PerceiverConfig config) =>
        output switch
        {
            OutputConfig.Projected projected => Head(projected.Head, rows, width, config),
            OutputConfig.Tied => rows * width * TaskOutputs.Of(config),
            _ => 0,
        };

    private static decimal Head(HeadConfig head, decimal rows, decimal width, PerceiverConfig config)
    {
        var total = 0m;
        foreach (var next in (int[])[.. head.Hidden, TaskOutputs.Of(config)])
        {
            total += width * next;
            width = next;
        }

        return rows * total;
    }
}
