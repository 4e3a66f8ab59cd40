using System.CommandLine;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary><c>perceiver new</c>.</summary>
internal static class NewVerb
{
    private const string UsualFolder = "configs";
    private const string UsualModel = "fashion-mnist";
    private const string Registry = "models";
    private const int MaxLength = 64;

    public static Verb Create(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "The new config's name: letters, digits, - and _." };
        var like = new Option<string?>("--like")
        {
            Description = $"The config to start from: a shipped one or a file (otherwise {UsualModel}).",
            HelpName = "CONFIG",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The folder to write to (otherwise configs, where there is one, or this folder).",
            HelpName = "DIR",
        };
        return new Verb(
            "new",
            "Write a config to start from, with every setting and what it means.",
            ["perceiver new my-model", "perceiver new my-knees --like knee-small --out ."],
            name,
            like,
            output
        ).Does(parsed =>
        {
            var (config, model) = (parsed.GetValue(name)!, parsed.GetValue(like) ?? UsualModel);
            Check(config);
            var folder = parsed.GetValue(output) ?? (Directory.Exists(UsualFolder) ? UsualFolder : "");
            var path = Path.Combine(folder, config + ".yaml");
            Write(path, Text(config, path, model, surroundings));
            surroundings.Out.WriteLine(path);
            surroundings.Error.WriteLine(
                $"Next: perceiver check {path}; every setting is explained in docs/config.md."
            );
            return ExitCodes.Done;
        });
    }

    private static string Text(string name, string path, string like, Surroundings surroundings)
    {
        var start = new ConfigSource(surroundings.Error).Load(like, []).Model.Config;
        return ConfigTemplate.Write(
            start,
            [
                $"{name}: made by `perceiver new`, with the settings of {Path.GetFileNameWithoutExtension(like)}.",
                $"Run it:  perceiver train {path}",
                "A line that is commented out says the default.",
            ]
        );
    }

    private static void Check(string name)
    {
        if (
            name.Length is 0 or > MaxLength
            || !char.IsAsciiLetter(name[0])
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        )
        {
            throw CommandFailure.Usage(
                $"'{name}' cannot name a config: it takes up to {MaxLength} letters, digits, - and _, a letter first."
            );
        }

        if (ShippedModels.Names.Append(Registry).FirstOrDefault(other => Folded(other) == Folded(name)) is { } taken)
        {
            throw CommandFailure.Usage($"the name '{name}' is taken by '{taken}'; choose another one.");
        }
    }

    private static void Write(string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(folder.Length == 0 ? "." : folder);
            using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew));
            writer.Write(text);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw CommandFailure.Usage($"{path} is there already; it stays as it is. Choose another name or --out.");
        }

        // Editors look for the schema beside the config.
        var schema = Path.Combine(folder, JsonSchemaDocument.FileName);
        if (!File.Exists(schema))
        {
            File.WriteAllText(schema, JsonSchemaDocument.Text());
        }
    }

    // Names that differ in this only give the same type.
    private static string Folded(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
