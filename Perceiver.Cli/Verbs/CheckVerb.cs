using System.CommandLine;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary><c>perceiver check</c>.</summary>
internal static class CheckVerb
{
    private const string StandardInput = "-";

    public static Verb Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Configs (YAML); - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (set, json) = (CommonOptions.Set(), CommonOptions.Json());
        return new Verb(
            "check",
            "Check configs and print findings as the compiler does: file(line,column): error PCV105: ...",
            ["perceiver check my-model.yaml", "perceiver check configs/*.yaml --json"],
            files,
            set,
            json
        ).Does(parsed =>
        {
            var overrides = (parsed.GetValue(set) ?? []).Select(ConfigSource.Override).ToArray();
            CheckedConfig[] all = [.. parsed.GetValue(files)!.Select(file => Check(file, overrides, surroundings))];
            if (parsed.GetValue(json))
            {
                surroundings.Out.WriteLine(Json.Pretty(all));
            }
            else
            {
                Tell(all, surroundings.Out);
            }

            return all.All(one => one.Ok) ? ExitCodes.Done : ExitCodes.Usage;
        });
    }

    // A file that cannot be read does not keep the others from being checked.
    private static CheckedConfig Check(string file, ConfigOverride[] overrides, Surroundings surroundings)
    {
        try
        {
            var (text, folder) =
                file == StandardInput
                    ? (new ConfigText("", "<stdin>", surroundings.In.ReadToEnd()), "")
                    : (ConfigTexts.Read(file), ConfigTexts.FolderOf(file));
            return CheckedConfig.Of(text.File, ConfigCompiler.Compile(text, ConfigTexts.Bases(folder), overrides));
        }
        catch (CommandFailure failure)
        {
            surroundings.Error.WriteLine("perceiver: " + failure.Message);
            return CheckedConfig.Unreadable(file);
        }
    }

    private static void Tell(IEnumerable<CheckedConfig> all, TextWriter output)
    {
        foreach (var one in all)
        {
            foreach (var finding in one.Findings)
            {
                output.WriteLine(finding.Text);
            }

            if (one.Parameters is { } parameters)
            {
                output.WriteLine($"{one.File}: ok, {Numbers.Count(parameters)} parameters");
            }
        }
    }
}
