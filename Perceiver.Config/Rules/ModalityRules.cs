namespace Perceiver.Config;

/// <summary>Rules on several inputs at once.</summary>
internal static class ModalityRules
{
    public static void Names(PerceiverConfig config, PlaceFinder places)
    {
        var inputs = Inputs(config.Model);
        var asked = (config.Model.Decoder as DecoderConfig.Modalities)?.Parts ?? [];
        Distinct(inputs.Select(part => part.Name), "model.input.parts", places);
        Distinct(asked.Select(part => part.Name), "model.decoder.parts", places);
        string[] known = [.. inputs.Select(part => part.Name)];
        for (var i = 0; i < asked.Count && known.Length > 0; i++)
        {
            if (!known.Contains(asked[i].Name))
            {
                string[] at = [$"model.decoder.parts.{i}.name"];
                places.Report(Rules.UnknownModality, at, asked[i].Name, Words.Hint(asked[i].Name, known));
            }
        }
    }

    public static void Outputs(PerceiverConfig config, PlaceFinder places)
    {
        var inputs = Inputs(config.Model);
        var asked = (config.Model.Decoder as DecoderConfig.Modalities)?.Parts ?? [];
        for (var i = 0; i < asked.Count; i++)
        {
            var part = asked[i];
            var path = $"model.decoder.parts.{i}";
            if (part.Queries is QueryConfig.Inputs)
            {
                places.Report(Rules.InputsAsQueries, [$"{path}.queries.kind", $"{path}.queries"], part.Name);
            }
            else if (inputs.FirstOrDefault(one => one.Name == part.Name) is { } input)
            {
                Outputs(part, input, path, places);
            }
        }
    }

    /// <summary>Whether classes are asked of any modality: a label, or tokens.</summary>
    public static bool AskForClasses(ModelConfig model) =>
        model.Decoder is DecoderConfig.Modalities several
        && several.Parts.Any(part =>
            Inputs(model).FirstOrDefault(one => one.Name == part.Name)?.Input is InputConfig.Label or InputConfig.Tokens
        );

    private static void Outputs(ModalityOutputConfig part, ModalityConfig input, string path, PlaceFinder places)
    {
        var count = QueryLayout.Of(part.Queries, 0).Count;
        var layout = InputLayout.Of(input);
        var elements = InputSizes.ElementCount(input.Input);
        var channels = InputSizes.Channels(input.Input);
        var outputs = count == elements ? channels : InputSizes.ContentOf(input.Input, input.Preprocessor);
        if (count != layout.Count && count != elements)
        {
            places.Report(
                Rules.ModalityQueries,
                ModelParts.CountPaths($"{path}.queries"),
                Text(count),
                part.Name,
                Text(layout.Count),
                Text(elements)
            );
        }
        else if (count != elements && input.Preprocessor is PreprocessorConfig.Conv)
        {
            places.Report(Rules.NoRawInputs, ModelParts.CountPaths($"{path}.queries"));
        }
        else if (part.Outputs != outputs)
        {
            var at = $"{path}.outputs";
            places.Report(Rules.ModalityOutputs, [at], Text(part.Outputs), part.Name, Text(outputs));
        }
    }

    private static void Distinct(IEnumerable<string> names, string path, PlaceFinder places)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var name in names)
        {
            if (!seen.Add(name))
            {
                places.Report(Rules.DuplicateModality, [$"{path}.{i}.name"], name);
            }

            i++;
        }
    }

    private static EquatableArray<ModalityConfig> Inputs(ModelConfig model) =>
        (model.Input as InputConfig.Modalities)?.Parts ?? [];

    private static string Text(long value) => NumberText.Format(value);
}
