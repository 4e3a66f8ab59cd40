using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// Finds what CONFIG means. A shipped name takes the builder that the generator wrote at build time; a path, or a name
/// with overrides, is compiled here by the same compiler.
/// </summary>
/// <param name="messages">Where findings go.</param>
public sealed class ConfigSource(TextWriter messages)
{
    /// <summary>The config, or a failure with all findings printed.</summary>
    public LoadedConfig Load(string config, IReadOnlyList<ConfigOverride> overrides)
    {
        var (text, bases) = Read(config);
        return overrides.Count == 0 && ShippedModels.Find(config) is { } shipped
            ? new LoadedConfig(text.Text, ConfigWriter.Write(shipped.Config), shipped)
            : Compile(text, bases, overrides);
    }

    /// <summary>The text that CONFIG means, and what it may extend.</summary>
    public static (ConfigText Text, ConfigBases Bases) Read(string config)
    {
        if (ShippedModels.Find(config) is not null)
        {
            return (new(config, config + ".yaml", ShippedModels.Text(config)), ConfigTexts.Bases(null));
        }

        return Directory.Exists(config) || !File.Exists(config)
            ? throw Unknown(config)
            : (ConfigTexts.Read(config), ConfigTexts.Bases(ConfigTexts.FolderOf(config)));
    }

    /// <summary>The config that a run folder holds.</summary>
    public LoadedConfig OfRun(RunFolder folder)
    {
        var name = RunLocator.ConfigOf(folder) is { Length: > 0 } known ? known : folder.Name;
        var loaded = Compile(
            ConfigTexts.Read(folder.CanonicalConfig) with
            {
                Name = name,
            },
            ConfigTexts.Bases(null),
            []
        );
        return ShippedModels.Find(name) is { } shipped && shipped.Hash == loaded.Model.Hash
            ? loaded with
            {
                Model = shipped,
            }
            : loaded;
    }

    /// <summary>Reads <c>key.path=value</c>.</summary>
    public static ConfigOverride Override(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? new ConfigOverride(text[..at].Trim(), text[(at + 1)..].Trim())
            : throw CommandFailure.Usage($"--set wants key=value, for example training.epochs=3, not '{text}'.");
    }

    private LoadedConfig Compile(ConfigText text, ConfigBases bases, IReadOnlyList<ConfigOverride> overrides)
    {
        var compiled = ConfigCompiler.Compile(text, bases, overrides);
        foreach (var finding in compiled.Findings)
        {
            messages.WriteLine(finding.Format(text.File));
        }

        if (compiled is not { Config: { } config, Canonical: { } canonical, Hash: { } hash })
        {
            var errors = compiled.Findings.Count(finding => finding.Severity == Severity.Error);
            throw CommandFailure.Usage($"{text.File} has {errors} {(errors == 1 ? "error" : "errors")}.");
        }

        return new LoadedConfig(text.Text, canonical, ModelBuilder.From(text.Name, hash, config));
    }

    private static CommandFailure Unknown(string config)
    {
        var names = ShippedModels.Names;
        var isPath =
            config.Contains('/', StringComparison.Ordinal) || config.EndsWith(".yaml", StringComparison.Ordinal);
        var what = isPath ? $"there is no config file '{config}'." : $"there is no config '{config}'.";
        var hint = UsageMistakes.DidYouMean(isPath ? Path.GetFileNameWithoutExtension(config) : config, names);
        return CommandFailure.Usage(
            $"{what}{hint} Shipped configs: {string.Join(", ", names)}; or give the path of a YAML file."
        );
    }
}
