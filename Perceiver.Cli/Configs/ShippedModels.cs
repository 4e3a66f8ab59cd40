using Perceiver.Generated;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>The configs that come with the program, by name: their builders were generated when it was built.</summary>
public static class ShippedModels
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Models.All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The builder of a shipped config, or null.</summary>
    public static ModelBuilder? Find(string name) => Models.All.GetValueOrDefault(name);

    /// <summary>The text of a shipped config.</summary>
    public static string Text(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "configs", name + ".yaml"));
}
