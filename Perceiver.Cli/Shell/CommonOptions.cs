using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Perceiver.Cli;

/// <summary>Options that several verbs have, each with its own clear complaint.</summary>
public static class CommonOptions
{
    /// <summary>Machine-readable output.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON alone on standard output." };

    /// <summary>Where the data is.</summary>
    public static Option<string?> Data() =>
        new("--data")
        {
            Description = "Folder with the data set, or a text file (otherwise the data home).",
            HelpName = "DIR|FILE",
        };

    /// <summary>Overrides of settings.</summary>
    public static Option<string[]> Set() =>
        new("--set")
        {
            Description = "Override a setting, for example training.epochs=3; may be given several times.",
            HelpName = "key=value",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };

    /// <summary><c>--workers</c>.</summary>
    public static Option<int?> Workers() =>
        Whole(
            "--workers",
            0,
            64,
            "Threads that make batches ahead of the steps (1); 0 makes them between the steps. They change no bit."
        );

    /// <summary>Number of threads.</summary>
    public static Option<int?> Threads() =>
        Whole("--threads", 1, 1024, "Threads to compute on (otherwise all of the machine's).");

    /// <summary>Images of another size than the trained one.</summary>
    public static Option<string?> Size() =>
        new("--size")
        {
            Description = "Look at images at another size than the trained one: learned positions are interpolated.",
            HelpName = "HEIGHTxWIDTH",
        };

    /// <summary>Which of a run's checkpoints.</summary>
    public static Option<string?> Checkpoint() =>
        new("--checkpoint")
        {
            Description = "best (the default), last, or an older one that the run keeps.",
            HelpName = "best|last|step-N",
        };

    /// <summary>Where tensors live.</summary>
    public static Option<DeviceChoice?> Device() =>
        new("--device")
        {
            Description = "cpu (the default), cuda or cuda:N; auto takes a GPU if there is one.",
            HelpName = "cpu|cuda[:N]|auto",
            CustomParser = result =>
                DeviceChoice.Parse(Only(result))
                ?? Complain<DeviceChoice?>(result, $"--device wants cpu, cuda, cuda:N or auto, not '{Only(result)}'"),
        };

    /// <summary>A whole number in a range.</summary>
    public static Option<int?> Whole(string name, int least, int most, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
                int.TryParse(Only(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least
                && number <= most
                    ? number
                    : Complain<int?>(
                        result,
                        $"{name} wants a whole number from {least} to {most}, not '{Only(result)}'"
                    ),
        };

    /// <summary>A number above 0.</summary>
    public static Option<double?> Positive(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "X",
            CustomParser = result =>
                double.TryParse(Only(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and < double.PositiveInfinity
                    ? number
                    : Complain<double?>(result, $"{name} wants a number above 0, not '{Only(result)}'"),
        };

    /// <summary>A 64-bit number.</summary>
    public static Option<long?> Seed() =>
        new("--seed")
        {
            Description = "Seed of weights, order, augmentation and dropout (training.seed).",
            HelpName = "N",
            CustomParser = result =>
                long.TryParse(Only(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : Complain<long?>(result, $"--seed wants a whole number, not '{Only(result)}'"),
        };

    private static string Only(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";

    private static T? Complain<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
