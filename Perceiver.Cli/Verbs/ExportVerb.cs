using System.CommandLine;

namespace Perceiver.Cli;

/// <summary><c>perceiver export</c>.</summary>
internal static class ExportVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var run = new Argument<string>("RUN")
        {
            Description = "A run folder, or a config's name, which means its newest run.",
        };
        var file = new Argument<string>("FILE") { Description = "The safetensors file to write." };
        var program = new Option<string?>("--to")
        {
            Description = "Whose names the weights shall have (otherwise those they were imported with).",
            HelpName = string.Join('|', ImportVerb.Programs),
        };
        var json = CommonOptions.Json();
        return new Verb(
            "export",
            "Write a run's weights under the names that another program has for them.",
            [
                "perceiver export runs/language language.safetensors",
                "perceiver export knee --to keras knee.safetensors",
            ],
            run,
            file,
            program,
            json
        ).Does(parsed =>
        {
            var folder = RunLocator.Find(parsed.GetValue(run), surroundings.RunsFolder);
            var model = new ConfigSource(surroundings.Error).OfRun(folder).Model;
            var whose = parsed.GetValue(program) is { } word ? ImportVerb.Known(word, "--to") : null;
            var target = parsed.GetValue(file)!;
            var (family, tensors) = Exporter.Run(folder, model, whose, target);
            surroundings.Out.WriteLine(
                parsed.GetValue(json)
                    ? Json.OneLine(
                        new
                        {
                            File = target,
                            Family = family,
                            Tensors = tensors,
                        }
                    )
                    : $"{target}: {tensors} tensors, named as in {family}"
            );
            return ExitCodes.Done;
        });
    }
}
