namespace Perceiver.Config;

/// <summary>The parameters between the latents and the output.</summary>
internal static class DecoderShapes
{
    public static void Decoder(SpecList specs, PerceiverConfig config)
    {
        var (model, width) = (config.Model, (long)config.Model.Latents.Width);
        switch (model.Decoder)
        {
            case DecoderConfig.MeanPool pool:
                if (pool.Norm)
                {
                    specs.Norm("decoder.norm", width);
                }

                Head(specs, pool.Head, width, config);
                break;
            case DecoderConfig.Query query:
                specs.Add("decoder.query", query.Init, 1, query.Width);
                BlockShapes.Block(specs, "decoder.cross_attend", query.CrossAttend, query.Width, width);
                Head(specs, query.Head, query.Width, config);
                break;
            case DecoderConfig.Queries queries:
                var rows = QueryLayout.Of(queries.Array, model);
                Queries(specs, "decoder.", queries.Array, rows);
                BlockShapes.Block(specs, "decoder.cross_attend", queries.CrossAttend, rows.Width, width);
                Output(specs, queries.Output, rows.Width, config);
                break;
            case DecoderConfig.Latents latents:
                Output(specs, latents.Output, width, config);
                break;
            case DecoderConfig.Modalities several:
                Modalities(specs, several, model);
                break;
        }
    }

    private static void Modalities(SpecList specs, DecoderConfig.Modalities several, ModelConfig model)
    {
        var common = QueryLayout.Together(several, model).Width;
        for (var i = 0; i < several.Parts.Count; i++)
        {
            var (part, prefix) = (several.Parts[i], $"decoder.modalities.{i}.");
            var rows = QueryLayout.Of(part.Queries, model);
            Queries(specs, prefix, part.Queries, rows);
            if (common - rows.Width is > 0 and var padding)
            {
                specs.Add($"{prefix}padding", several.Init, 1, padding);
            }

            specs.Linear($"{prefix}head", part.Outputs, several.Width);
        }

        BlockShapes.Block(specs, "decoder.cross_attend", several.CrossAttend, common, model.Latents.Width);
        specs.Linear("decoder.projection", several.Width, common);
    }

    private static void Queries(SpecList specs, string prefix, QueryConfig queries, QueryLayout rows)
    {
        switch (queries)
        {
            case QueryConfig.Learned learned:
                specs.Add($"{prefix}queries", learned.Init, learned.Count, learned.Width);
                break;
            case QueryConfig.Fourier { Projection: { } projection } fourier:
                specs.Linear($"{prefix}query_projection", projection, rows.Features);
                break;
        }
    }

    private static void Output(SpecList specs, OutputConfig output, long width, PerceiverConfig config)
    {
        switch (output)
        {
            case OutputConfig.Projected projected:
                Head(specs, projected.Head, width, config);
                break;
            case OutputConfig.Tied { Bias: true }:
                specs.Bias("decoder", TaskOutputs.Of(config));
                break;
        }
    }

    private static void Head(SpecList specs, HeadConfig head, long width, PerceiverConfig config)
    {
        var layer = 0;
        foreach (var next in head.Hidden)
        {
            specs.Linear($"decoder.head.{layer++}", next, width);
            width = next;
        }

        specs.Linear($"decoder.head.{layer}", TaskOutputs.Of(config), width, head.OutputInit);
    }
}
