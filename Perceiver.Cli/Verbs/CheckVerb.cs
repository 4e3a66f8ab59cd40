using System.CommandLine;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary><c>perceiver check</c>.</summary>
internal static class CheckVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "Configs (YAML).", Arity = ArgumentArity.OneOrMore };
        return new Verb(
            "check",
            "Check configs and print findings as the compiler does: file(line,column): error PCV105: ...",
            ["perceiver check my-model.yaml", "perceiver check configs/*.yaml"],
            files
        ).Does(parsed =>
        {
            var code = ExitCodes.Done;
            foreach (var file in parsed.GetValue(files)!)
            {
                code = Math.Max(code, Check(file, surroundings));
            }

            return code;
        });
    }

    private static int Check(string file, Surroundings surroundings)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            surroundings.Error.WriteLine($"perceiver: {file} cannot be read: {exception.Message}");
            return ExitCodes.Usage;
        }

        var compiled = ConfigCompiler.Compile(
            new(Path.GetFileNameWithoutExtension(file), file, text),
            ConfigTexts.Bases(ConfigTexts.FolderOf(file))
        );
        foreach (var finding in compiled.Findings)
        {
            surroundings.Out.WriteLine(finding.Format(file));
        }

        if (compiled.Config is null)
        {
            return ExitCodes.Usage;
        }

        var parameters = Numbers.Count(Cost.ParameterCount(compiled.Config));
        surroundings.Out.WriteLine($"{file}: ok, {parameters} parameters");
        return ExitCodes.Done;
    }
}
