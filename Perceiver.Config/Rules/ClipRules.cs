namespace Perceiver.Config;

/// <summary>Rules on clips as the data of several inputs.</summary>
internal static class ClipRules
{
    // The highest of the pitches needs two samples for each of its 27 periods, and some to be told from the next.
    private const int FewestSamples = 64;

    /// <summary>Whether each input is something that a clip has, and of a size that it can have.</summary>
    public static void Parts(PerceiverConfig config, PlaceFinder places)
    {
        if (
            config
            is not { Data.Source: DataSourceConfig.Clips, Model.Input: InputConfig.Modalities { Parts: var parts } }
        )
        {
            return;
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            var (name, input, path) = (parts[i].Name, parts[i].Input, $"model.input.parts.{i}.input");
            var kind = InputRules.Word(input);
            if (Misfit(input) is var (at, why))
            {
                Report(at, why);
            }
            else if (seen.TryGetValue(kind, out var other))
            {
                Report("kind", $"a clip has one {kind}, and that is '{other}'");
            }
            else
            {
                seen.Add(kind, name);
            }

            void Report(string key, string why) => places.Report(Rules.ClipParts, [$"{path}.{key}", path], name, why);
        }
    }

    private static (string At, string Why)? Misfit(InputConfig input) =>
        input switch
        {
            InputConfig.Video => null,
            InputConfig.Audio { Channels: > 1 and var channels } => (
                "channels",
                $"its sound has 1 channel, not {Text(channels)}"
            ),
            InputConfig.Audio { Samples: < FewestSamples and var samples } => (
                "samples",
                $"its pitches cannot be told apart in {Text(samples)} samples; {Text(FewestSamples)} are enough"
            ),
            InputConfig.Label label when label.Classes != Generated.ClipClasses.Count => (
                "classes",
                $"its labels are of {Text(Generated.ClipClasses.Count)} classes, not {Text(label.Classes)}"
            ),
            InputConfig.Audio or InputConfig.Label => null,
            _ => ("kind", $"it has video, audio and a label, but no {InputRules.Word(input)}"),
        };

    private static string Text(int value) => NumberText.Format(value);
}
