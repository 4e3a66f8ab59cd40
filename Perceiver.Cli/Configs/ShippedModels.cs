using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>The configs that come with the program, by name.</summary>
public static class ShippedModels
{
    /// <summary>Where their texts are.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "configs");

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .EnumerateFiles(Folder, "*.yaml")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a shipped config.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".yaml"));

    /// <summary>The builder of a shipped config, or null.</summary>
    public static ModelBuilder? Find(string name) =>
        Names.Contains(name) && ConfigCompiler.Compile(Text(name)) is { Config: { } config, Hash: { } hash }
            ? ModelBuilder.From(name, hash, config)
            : null;
}
