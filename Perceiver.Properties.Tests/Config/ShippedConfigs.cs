using System.Runtime.CompilerServices;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Config;

/// <summary>The texts in <c>configs/</c>.</summary>
internal static class ShippedConfigs
{
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder(), "*.yaml").Select(Path.GetFileNameWithoutExtension)!;

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder(), name + ".yaml"));

    /// <summary>A config of the folder over what it extends.</summary>
    public static Compiled Compile(string name) => ConfigCompiler.Compile(new(name, name + ".yaml", Text(name)), Bases);

    /// <summary>What configs of the folder may extend.</summary>
    public static ConfigBases Bases { get; } =
        new(name => Names.Contains(name) ? new(name, name + ".yaml", Text(name)) : null, () => Names);

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "configs");
}
