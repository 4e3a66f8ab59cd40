using System.Globalization;

namespace Perceiver.Benchmarks;

/// <summary>What is timed.</summary>
/// <param name="Mode"><c>train</c> or <c>forward</c>.</param>
/// <param name="Batch">Images of one step.</param>
/// <param name="Threads">Threads of one step.</param>
/// <param name="Steps">Steps that count.</param>
internal sealed record StepOptions(string Mode = "train", int Batch = 8, int Threads = 2, int Steps = 10)
{
    /// <summary>Reads <c>--name value</c> pairs.</summary>
    /// <exception cref="ArgumentException">An unknown name, or one without a value.</exception>
    public static StepOptions Parse(IReadOnlyList<string> words)
    {
        var options = new StepOptions();
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw new ArgumentException($"{words[i]} wants a value.");
            options = words[i] switch
            {
                "--mode" when value is "train" or "forward" => options with { Mode = value },
                "--batch" => options with { Batch = Number(value) },
                "--threads" => options with { Threads = Number(value) },
                "--steps" => options with { Steps = Number(value) },
                _ => throw new ArgumentException($"{words[i]} {value} is not an option."),
            };
        }

        return options;
    }

    /// <summary>The same options as words for a step server, ours or the peer's.</summary>
    public IReadOnlyList<string> Words => ["--mode", Mode, "--batch", $"{Batch}", "--threads", $"{Threads}"];

    private static int Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{value} is not a number above zero.");
}
