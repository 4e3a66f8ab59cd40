using System.Runtime.CompilerServices;

namespace Perceiver.Properties.Tests.Config;

/// <summary>The texts in <c>configs/</c>.</summary>
internal static class ShippedConfigs
{
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder(), "*.yaml").Select(Path.GetFileNameWithoutExtension)!;

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder(), name + ".yaml"));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "configs");
}
