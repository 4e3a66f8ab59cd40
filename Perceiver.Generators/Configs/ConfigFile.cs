using Microsoft.CodeAnalysis;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>A config file: where it is, what it says and the name of the config that it extends, if any.</summary>
internal sealed record ConfigFile(string Path, string Text, string? Extends)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static ConfigFile Read(AdditionalText file, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var text = file.GetText(cancel)?.ToString() ?? "";
        return new(file.Path, text, ConfigCompiler.BaseOf(text));
    }
}

/// <summary>A config file compiled: the model without places, and the problems with theirs.</summary>
internal sealed record CompiledFile(string Path, ConfigModel Model, EquatableArray<ConfigProblem> Problems)
{
    public static CompiledFile Of(ConfigInput input, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var file = input.File;
        var compiled = ConfigCompiler.Compile(ConfigInput.Text(file), input.ToBases());
        return new(
            file.Path,
            new(file.Name, TypeNames.Of(file.Name), compiled.Config, compiled.Hash),
            compiled.Findings.Select(finding => new ConfigProblem(file.Path, finding)).ToEquatableArray()
        );
    }
}

/// <summary>All that source is emitted from. A config that is null has errors: its type is a stub.</summary>
internal sealed record ConfigModel(string Name, string TypeName, PerceiverConfig? Config, string? Hash);
