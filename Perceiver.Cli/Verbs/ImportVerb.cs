using System.CommandLine;
using System.Globalization;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary><c>perceiver import</c>.</summary>
internal static class ImportVerb
{
    internal static readonly string[] Programs = ["keras", "lucidrains", "huggingface", "krasserm"];

    public static Verb Create(Surroundings surroundings)
    {
        var config = new Argument<string>("CONFIG.json")
        {
            Description = "What the model is made with: its config.json, or its constructor's arguments.",
        };
        var weights = new Argument<string>("WEIGHTS.safetensors") { Description = "Its state dict." };
        var program = new Option<string>("--from")
        {
            Description = "Whose model it is.",
            HelpName = string.Join('|', Programs),
            Required = true,
        };
        var target = new Option<string?>("--out") { Description = "The run folder to make.", HelpName = "RUN" };
        var like = new Option<string?>("--like")
        {
            Description = "A config whose data and training the run shall have (otherwise none).",
            HelpName = "CONFIG",
        };
        var axes = List(
            "--input-size",
            "Sizes of the input's axes, where the description leaves them open.",
            "N,N,..."
        );
        var queries = CommonOptions.Whole("--queries", 1, 1_000_000, "Queries of a batch, where it leaves them open.");
        var mean = List("--mean", "Mean of each channel that pixels are normalised with, 0..255 (127.5).", "N,N,...");
        var deviation = List("--deviation", "Deviation of each channel, 0..255 (127.5).", "N,N,...");
        var json = CommonOptions.Json();
        return new Verb(
            "import",
            "Make a run folder from another program's weights.",
            [
                "perceiver import --from huggingface config.json model.safetensors --out runs/language",
                "perceiver import --from keras perceiver.json perceiver.safetensors --like cifar100",
            ],
            config,
            weights,
            program,
            target,
            like,
            axes,
            queries,
            mean,
            deviation,
            json
        ).Does(parsed =>
        {
            var options = new ImportOptions(
                Known(parsed.GetValue(program)!, "--from"),
                parsed.GetValue(config)!,
                parsed.GetValue(weights)!,
                parsed.GetValue(target),
                parsed.GetValue(like),
                new ReferenceSizes(
                    Numbers(parsed.GetValue(axes), "--input-size").Select(size => (int)size).ToEquatableArray(),
                    parsed.GetValue(queries)
                ),
                Numbers(parsed.GetValue(mean), "--mean"),
                Numbers(parsed.GetValue(deviation), "--deviation")
            );
            var (folder, model, tensors) = new Importer(surroundings).Run(options);
            surroundings.Out.WriteLine(
                parsed.GetValue(json)
                    ? Json.OneLine(
                        new
                        {
                            Run = folder.Path,
                            model.Name,
                            model.Hash,
                            Tensors = tensors,
                            Parameters = model.ParameterCount,
                            Missing = Array.Empty<string>(),
                            Unexpected = Array.Empty<string>(),
                            Misshaped = Array.Empty<string>(),
                        }
                    )
                    : $"{folder.Path}: {Cli.Numbers.Count(model.ParameterCount)} parameters of {tensors} tensors; "
                        + "none missing, none unexpected, none of another shape"
            );
            return ExitCodes.Done;
        });
    }

    /// <summary>The program of that word.</summary>
    internal static string Known(string program, string option) =>
        Programs.Contains(program)
            ? program
            : throw CommandFailure.Usage(
                $"{option} wants one of {string.Join(", ", Programs)}, not '{program}'."
                    + UsageMistakes.DidYouMean(program, Programs)
            );

    private static Option<string?> List(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static EquatableArray<double> Numbers(string? text, string option) =>
        (text?.Split(',') ?? [])
            .Select(one =>
                double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
                    ? number
                    : throw CommandFailure.Usage($"{option} wants positive numbers with commas between, not '{text}'.")
            )
            .ToEquatableArray();
}
