using System.Text.Json;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>The config of a model of another program.</summary>
internal static class ImportedConfig
{
    // The data and training of a model that nobody trains from here.
    private const string Rest = """
        model:
          input: { kind: image, height: 4, width: 4, channels: 1 }
          latents: { count: 1, width: 8 }
          encoder: { blocks: 1 }
          decoder: { kind: mean_pool }
        task: { kind: classification, classes: 2 }
        data: { source: none }
        training: { epochs: 1 }
        """;

    /// <summary>The config, compiled from its canonical text like any other.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="file">What the file holds that describes the model.</param>
    /// <param name="messages">Where findings go.</param>
    /// <exception cref="CommandFailure">The description is not of such a model, or it cannot be declared here.</exception>
    public static (LoadedConfig Loaded, ReferenceFamily Family, JsonElement Document) Of(
        string name,
        ImportOptions options,
        JsonElement file,
        TextWriter messages
    )
    {
        try
        {
            var (family, document) = ReferenceDocuments.Read(options.Program, file);
            var (model, task) = family.Config(document, options.Sizes);
            var like = options.Like is { } path
                ? new ConfigSource(messages).Load(path, []).Model.Config
                : ConfigCompiler.Compile(Rest).Config!;
            return (Compile(name, like with { Model = model, Task = task }, messages), family, document);
        }
        catch (Exception exception)
            when (exception is ArgumentException or KeyNotFoundException or InvalidOperationException or FormatException
            )
        {
            throw new CommandFailure(
                $"{options.Config} describes no such model of {options.Program}: "
                    + exception.Message.Replace(Environment.NewLine, " ", StringComparison.Ordinal)
            );
        }
    }

    private static LoadedConfig Compile(string name, PerceiverConfig config, TextWriter messages)
    {
        var text = ConfigWriter.Write(config);
        var compiled = ConfigCompiler.Compile(text);
        foreach (var finding in compiled.Findings.Where(one => one.Severity == Severity.Error))
        {
            messages.WriteLine(finding.Format(name + ".yaml"));
        }

        return compiled is { Config: { } known, Canonical: { } canonical, Hash: { } hash }
            ? new LoadedConfig(text, canonical, ModelBuilder.From(name, hash, known))
            : throw new CommandFailure($"the model of {name} cannot be declared as a config; the findings say why.");
    }
}
