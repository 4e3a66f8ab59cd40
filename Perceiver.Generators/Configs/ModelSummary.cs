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
        var inputs = Shapes.InputCount(model);
        var unit = model.Preprocessor is PreprocessorConfig.Patches ? "patch" : "pixel";
        var plural = unit == "patch" ? "patches" : "pixels";
        var image = model.Input is InputConfig.Image i ? $" of {i.Height}x{i.Width} {Colour(i.Channels)} images" : "";
        return $"A Perceiver with {model.Latents.Count} latents of width {model.Latents.Width} over "
            + $"{inputs} {(inputs == 1 ? unit : plural)}{image}.";
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

    private static string Colour(int channels) =>
        channels switch
        {
            1 => "grey",
            3 => "RGB",
            _ => $"{channels}-channel",
        };

    private static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
