using Microsoft.CodeAnalysis;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>A config file: where it is and what it says.</summary>
internal sealed record ConfigFile(string Path, string Text)
{
    public static ConfigFile Read(AdditionalText file, CancellationToken cancel) =>
        new(file.Path, file.GetText(cancel)?.ToString() ?? "");
}

/// <summary>A config file compiled: the model without places, and the problems with theirs.</summary>
internal sealed record CompiledFile(string Path, ConfigModel Model, EquatableArray<ConfigProblem> Problems)
{
    public static CompiledFile Of(ConfigFile file, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var compiled = ConfigCompiler.Compile(file.Text);
        var name = System.IO.Path.GetFileNameWithoutExtension(file.Path);
        return new(
            file.Path,
            new(name, TypeNames.Of(name), compiled.Config, compiled.Hash),
            compiled.Findings.Select(finding => new ConfigProblem(file.Path, finding)).ToEquatableArray()
        );
    }
}

/// <summary>All that source is emitted from. A config that is null has errors: its type is a stub.</summary>
internal sealed record ConfigModel(string Name, string TypeName, PerceiverConfig? Config, string? Hash);
