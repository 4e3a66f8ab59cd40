namespace Perceiver.Config;

/// <summary>Multiply-adds between the raw input and the byte array.</summary>
internal static class InputCost
{
    public static decimal Of(ModelConfig model)
    {
        var latents = model.Latents;
        var projection = latents.Source is LatentSource.LastInputs { Projection: true }
            ? (decimal)latents.Count * latents.Width * Shapes.InputWidth(model)
            : 0;
        return projection
            + (
                model.Input is InputConfig.Modalities several
                    ? several.Parts.Sum(part => Of(part.Input, part.Preprocessor, part.Positions))
                    : Of(model.Input, model.Preprocessor, model.Positions)
            );
    }

    private static decimal Of(InputConfig input, PreprocessorConfig preprocessor, PositionConfig positions)
    {
        var layout = InputLayout.Of(input, preprocessor, positions);
        decimal content = (InputLayout.Projected(preprocessor) ?? 0) * (decimal)layout.RawWidth;
        decimal position = (layout.PositionProjection ?? 0) * (decimal)layout.PositionFeatures;
        return (layout.Count * (content + position)) + Stem(input, preprocessor);
    }

    private static decimal Stem(InputConfig input, PreprocessorConfig preprocessor)
    {
        if (preprocessor is not PreprocessorConfig.Conv conv)
        {
            return 0;
        }

        var (total, channels) = (0m, (decimal)InputSizes.Channels(input));
        for (var layer = 0; layer < conv.Layers; layer++)
        {
            var sides = InputSizes.Of(input, conv with { Layers = layer });
            var places = sides
                .Skip(sides.Count - 2)
                .Aggregate(1m, (product, side) => product * InputSizes.Convolved(side, conv));
            var frames = sides.Count > 2 ? sides[0] : 1;
            total += frames * places * conv.Size * conv.Size * channels * conv.Width;
            channels = conv.Width;
        }

        return total;
    }
}
