using System.Globalization;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>What a model is, for people who hover over its type.</summary>
internal static class ModelSummary
{
    /// <summary>"A Perceiver with 32 latents of width 64 over 49 patches of 28x28 grey images."</summary>
    public static string Sentence(PerceiverConfig config)
    {
        var model = config.Model;
        var count = Shapes.InputCount(model);
        var (one, many) = Unit(model.Input, model.Preprocessor);
        return $"A Perceiver with {model.Latents.Count} latents of width {model.Latents.Width} over "
            + $"{count} {(count == 1 ? one : many)}{Whole(model.Input)}.";
    }

    /// <summary>Name, shape and count of each parameter, in columns.</summary>
    public static IEnumerable<string> Table(PerceiverConfig config)
    {
        var rows = Shapes
            .Of(config)
            .Select(spec => (spec.Name, Shape: spec.Shape.ToString(), Count: Text(spec.Count)))
            .Append(("total", "", Text(Cost.ParameterCount(config))))
            .ToArray();
        var name = rows.Max(row => row.Item1.Length);
        var shape = rows.Max(row => row.Item2.Length);
        var count = rows.Max(row => row.Item3.Length);
        return rows.Select(row =>
            $"{row.Item1.PadRight(name)}  {row.Item2.PadRight(shape)}  {row.Item3.PadLeft(count)}"
        );
    }

    private static (string One, string Many) Unit(InputConfig input, PreprocessorConfig preprocessor) =>
        (input, preprocessor) switch
        {
            (_, PreprocessorConfig.Patches or PreprocessorConfig.AudioPatches) => ("patch", "patches"),
            (InputConfig.Image or InputConfig.Video, PreprocessorConfig.Pixels) => ("pixel", "pixels"),
            (InputConfig.Tokens, _) => ("token", "tokens"),
            (InputConfig.Points, _) => ("point", "points"),
            _ => ("input", "inputs"),
        };

    private static string Whole(InputConfig input) =>
        input switch
        {
            InputConfig.Image i => $" of {i.Height}x{i.Width} {Colour(i.Channels)} images",
            InputConfig.Video v => $" of videos of {v.Frames} {v.Height}x{v.Width} {Colour(v.Channels)} frames",
            InputConfig.Tokens t => $" of a vocabulary of {t.Vocabulary}",
            InputConfig.Audio a => $" of sounds of {a.Samples} samples",
            InputConfig.Points p => $" in {p.Dimensions} dimensions",
            InputConfig.Modalities m => $" of {string.Join(", ", m.Parts.Select(part => part.Name))}",
            _ => "",
        };

    private static string Colour(int channels) =>
        channels switch
        {
            1 => "grey",
            3 => "RGB",
            _ => $"{channels}-channel",
        };

    private static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
