namespace Perceiver.Config;

/// <summary>The parameters between a raw input and the byte array.</summary>
internal static class InputShapes
{
    public static void Latents(SpecList specs, ModelConfig model)
    {
        var latents = model.Latents;
        switch (latents.Source)
        {
            case LatentSource.Learned:
                specs.Add("latents", latents.Init, latents.Count, latents.Width);
                break;
            case LatentSource.LastInputs { Projection: true }:
                specs.Linear("latent_projection", latents.Width, Shapes.InputWidth(model));
                break;
        }
    }

    public static void Input(
        SpecList specs,
        string prefix,
        InputConfig input,
        PreprocessorConfig preprocessor,
        PositionConfig positions
    )
    {
        var layout = InputLayout.Of(input, preprocessor, positions);
        switch (preprocessor)
        {
            case PreprocessorConfig.Conv conv:
                Stem(specs, prefix, conv, InputSizes.Channels(input));
                break;
            case PreprocessorConfig.Embedding embedding:
                specs.Add($"{prefix}embedding", embedding.Init, InputSizes.Channels(input), embedding.Width);
                break;
        }

        if (InputLayout.Projected(preprocessor) is { } width)
        {
            specs.Linear($"{prefix}preprocessor", width, layout.RawWidth);
        }

        if (positions is PositionConfig.Learned learned)
        {
            specs.Add($"{prefix}positions.table", learned.Init, layout.Count, layout.PositionFeatures);
        }

        if (layout.PositionProjection is { } projection)
        {
            specs.Linear($"{prefix}positions.projection", projection, layout.PositionFeatures);
        }
    }

    /// <summary>Each input's own, then the values that pad it and the token that masks it.</summary>
    public static void Modalities(SpecList specs, InputConfig.Modalities several)
    {
        long common = InputLayout.Of(several, null, null).Width;
        for (var i = 0; i < several.Parts.Count; i++)
        {
            var (part, prefix) = (several.Parts[i], $"modalities.{i}.");
            Input(specs, prefix, part.Input, part.Preprocessor, part.Positions);
            if (common - InputLayout.Of(part).Width is > 0 and var padding)
            {
                specs.Add($"{prefix}padding", several.Init, 1, padding);
            }

            if (part.MaskProbability is not null)
            {
                specs.Add($"{prefix}mask", several.Init, 1, common);
            }
        }
    }

    public static void Buffers(SpecList specs, string prefix, PreprocessorConfig preprocessor)
    {
        if (preprocessor is PreprocessorConfig.Conv { BatchNorm: true } conv)
        {
            for (var i = 0; i < conv.Layers; i++)
            {
                specs.Statistics($"{prefix}stem.{i}.norm", conv.Width);
            }
        }
    }

    private static void Stem(SpecList specs, string prefix, PreprocessorConfig.Conv conv, int channels)
    {
        for (var i = 0; i < conv.Layers; i++)
        {
            specs.Weight($"{prefix}stem.{i}", null, conv.Width, i == 0 ? channels : conv.Width, conv.Size, conv.Size);
            if (conv.BatchNorm)
            {
                specs.Norm($"{prefix}stem.{i}.norm", conv.Width);
            }
        }
    }
}
