using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>What an autoencoder of several modalities is judged by: of numbers the peak signal-to-noise ratio, of classes the share that is right.</summary>
public static class ModalityFigures
{
    /// <summary>The share of all labels and tokens that is right.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>What stands behind a modality's name in that of its ratio in decibels.</summary>
    public const string PsnrEnding = "_psnr";

    /// <summary>Whether a figure is the ratio of one of several modalities.</summary>
    public static bool IsRatio(string name) => name.EndsWith(PsnrEnding, StringComparison.Ordinal);

    /// <summary>The figures of a model, the share first, then the ratios in the order of its decoder.</summary>
    /// <param name="model">A model of several inputs.</param>
    public static IReadOnlyList<string> Names(ModelConfig model)
    {
        var asked = Asked(model);
        var names = Enumerable.Range(0, asked.Count).Select(i => Psnr(model, i)).OfType<string>();
        return asked.All(part => part.Input is not { } input || !IsClass(input)) ? [.. names] : [Accuracy, .. names];
    }

    /// <summary>The name of the ratio of one of the decoder's parts; null where classes are asked of it.</summary>
    public static string? Psnr(ModelConfig model, int part)
    {
        var asked = Asked(model);
        if (asked[part].Input is { } input && IsClass(input))
        {
            return null;
        }

        // A column of a table: names that look alike there are numbered.
        var word = Word(asked[part].Name);
        var earlier = asked.Take(part).Count(other => Word(other.Name) == word);
        return (earlier == 0 ? word : $"{word}_{earlier + 1}") + PsnrEnding;
    }

    /// <summary>The decoder's parts: their names and what they ask back.</summary>
    /// <param name="model">A model of several inputs.</param>
    public static IReadOnlyList<(string Name, InputConfig? Input)> Asked(ModelConfig model)
    {
        var inputs = model.Input is InputConfig.Modalities several ? several.Parts : [];
        return model.Decoder is DecoderConfig.Modalities decoder
            ? [.. decoder.Parts.Select(part => (part.Name, inputs.FirstOrDefault(one => one.Name == part.Name)?.Input))]
            : [];
    }

    /// <summary>Whether classes are asked of such an input, rather than numbers.</summary>
    public static bool IsClass(InputConfig input) => input is InputConfig.Label or InputConfig.Tokens;

    private static string Word(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_'));
}
