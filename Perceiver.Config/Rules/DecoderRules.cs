namespace Perceiver.Config;

/// <summary>Rules on the decoder.</summary>
internal static class DecoderRules
{
    public static void Heads(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var (path, head) in ModelParts.Heads(config.Model))
        {
            if (head is { Hidden.Count: 0 } && head.Activation != Activation.Gelu)
            {
                string[] at = [$"{path}.activation"];
                places.Report(Rules.NoEffect, at, "activation", "the head has no hidden layer");
            }
        }
    }

    /// <summary>Scores against an embedding need one, as wide as what is scored, and a task that wants scores of tokens.</summary>
    public static void Tied(PerceiverConfig config, PlaceFinder places)
    {
        if (Output(config.Model) is not (OutputConfig.Tied, var width))
        {
            return;
        }

        string[] at = ["model.decoder.output.kind", "model.decoder.output"];
        if (config.Model is not { Input: InputConfig.Tokens, Preprocessor: PreprocessorConfig.Embedding embedding })
        {
            places.Report(Rules.TiedOutput, at, "the input has no embedding");
        }
        else if (embedding.Width != width)
        {
            places.Report(
                Rules.TiedOutput,
                at,
                $"the embedding is {embedding.Width} wide, but the answers are {width}"
            );
        }
        else if (config.Task is TaskConfig.Classification or TaskConfig.Segmentation or TaskConfig.Regression)
        {
            places.Report(Rules.TiedOutput, at, "the task asks for no tokens");
        }
    }

    /// <summary>Without an output layer the answers themselves are the output.</summary>
    public static void Vector(PerceiverConfig config, PlaceFinder places)
    {
        if (Output(config.Model) is (OutputConfig.None, var width) && width != TaskOutputs.Of(config))
        {
            places.Report(
                Rules.OutputWidth,
                ["model.decoder.output.kind", "model.decoder.output"],
                NumberText.Format(width),
                NumberText.Format(TaskOutputs.Of(config))
            );
        }
    }

    /// <summary>As for positions: as many resolutions as axes, and none that the grid cannot tell apart.</summary>
    public static void Resolutions(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Queries(config.Model))
        {
            if (part.Queries is not QueryConfig.Fourier fourier)
            {
                continue;
            }

            PositionRules.Resolutions(fourier.Code, fourier.Grid.Count, part.Path, places);
            // A piece of sound is asked for as finely as its samples lie.
            var most = fourier.Grid.Concat(part.Elements).Max();
            if (fourier.Code.MaxResolution is { Count: > 0 } resolutions && resolutions.Max() > most)
            {
                var highest = NumberText.Format(resolutions.Max());
                places.Report(Rules.AboveNyquist, [$"{part.Path}.max_resolution"], highest, NumberText.Format(most));
            }
        }
    }

    /// <summary>Queries that are drawn from places cannot be more than those.</summary>
    public static void Subsample(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Queries(config.Model))
        {
            var count = QueryLayout.Of(part.Queries, 0).Count;
            if (part.Queries is QueryConfig.Fourier { Subsample: { } drawn } && drawn > count)
            {
                string[] at = [$"{part.Path}.subsample"];
                places.Report(Rules.SubsampledQueries, at, NumberText.Format(drawn), NumberText.Format(count));
            }
        }
    }

    private static (OutputConfig Output, long Width)? Output(ModelConfig model) =>
        model.Decoder switch
        {
            DecoderConfig.Queries queries => (queries.Output, QueryLayout.Of(queries.Array, model).Width),
            DecoderConfig.Latents latents => (latents.Output, model.Latents.Width),
            _ => null,
        };
}
