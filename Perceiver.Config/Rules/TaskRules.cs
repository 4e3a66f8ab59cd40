namespace Perceiver.Config;

/// <summary>Rules on what goes with a task.</summary>
internal static class TaskRules
{
    private static readonly string[] Kind = ["task.kind", "task"];

    public static void Input(PerceiverConfig config, PlaceFinder places)
    {
        var input = config.Model.Input;
        var wants = config.Task switch
        {
            TaskConfig.MaskedLanguageModel or TaskConfig.CausalLanguageModel when input is not InputConfig.Tokens =>
                "tokens",
            TaskConfig.MultimodalAutoencoding when input is not InputConfig.Modalities => "modalities",
            TaskConfig.Autoencoding
            or TaskConfig.Segmentation when input is InputConfig.Modalities or InputConfig.Label =>
                "one input with more than one element",
            _ => null,
        };
        if (wants is not null)
        {
            places.Report(Rules.TaskInput, Kind, TaskWord(config.Task), wants, InputRules.Word(input));
        }
        else if (
            config.Task is TaskConfig.Autoencoding { Target: AutoencodingTarget.Inputs }
            && config.Model.Preprocessor is PreprocessorConfig.Conv
        )
        {
            places.Report(Rules.NoRawInputs, ["task.target", .. Kind]);
        }
    }

    public static void Decoder(PerceiverConfig config, PlaceFinder places)
    {
        var decoder = Word(config.Model.Decoder);
        var fitting = config.Task switch
        {
            TaskConfig.Classification => ["mean_pool", "query"],
            TaskConfig.Regression => ["mean_pool", "query", "queries", "latents"],
            TaskConfig.CausalLanguageModel => ["latents"],
            TaskConfig.MultimodalAutoencoding => ["modalities"],
            _ => (string[])["queries"],
        };
        if (!fitting.Contains(decoder))
        {
            string[] at = ["model.decoder.kind", "model.decoder"];
            places.Report(Rules.TaskDecoder, at, decoder, TaskWord(config.Task), string.Join(" or ", fitting));
        }
    }

    public static void Queries(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Model.Decoder is not DecoderConfig.Queries queries || Wanted(config) is not { } wanted)
        {
            return;
        }

        var count = QueryLayout.Of(queries.Array, config.Model).Count;
        if (count != wanted)
        {
            var paths = ModelParts.CountPaths("model.decoder.queries");
            places.Report(Rules.TaskQueries, paths, Text(count), TaskWord(config.Task), Text(wanted));
        }
    }

    public static void Causal(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Task is not TaskConfig.CausalLanguageModel)
        {
            return;
        }

        if (config.Model.Latents.Source is not LatentSource.LastInputs)
        {
            string[] at = ["model.latents.source.kind", "model.latents.source"];
            places.Report(Rules.SeesTheAnswer, at, "its latents must be the last inputs (source: last_inputs)");
        }
        else if (!config.Model.Encoder.Causal)
        {
            places.Report(Rules.SeesTheAnswer, ["model.encoder.causal"], "its encoder must be causal (causal: true)");
        }
    }

    private static long? Wanted(PerceiverConfig config) =>
        config.Task switch
        {
            TaskConfig.MaskedLanguageModel or TaskConfig.Segmentation => InputSizes.ElementCount(config.Model.Input),
            TaskConfig.Autoencoding { Target: AutoencodingTarget.Elements } => InputSizes.ElementCount(
                config.Model.Input
            ),
            TaskConfig.Autoencoding => Shapes.InputCount(config.Model),
            _ => null,
        };

    private static string TaskWord(TaskConfig task) => Words.Snake(task.GetType().Name);

    private static string Word(DecoderConfig decoder) => Words.Snake(decoder.GetType().Name);

    private static string Text(long value) => NumberText.Format(value);
}
