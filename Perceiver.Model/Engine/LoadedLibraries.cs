namespace Perceiver.Model;

/// <summary>The shared libraries that this process has mapped.</summary>
internal static class LoadedLibraries
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Paths in the order of their addresses; none on systems without procfs.</summary>
    public static IReadOnlyList<string> All() =>
        File.Exists(Maps)
            ?
            [
                .. File.ReadLines(Maps)
                    .Select(line => line.IndexOf('/') is var start and >= 0 ? line[start..] : "")
                    .Where(path => Path.GetFileName(path).Contains(".so", StringComparison.Ordinal))
                    .Distinct(),
            ]
            : [];

    /// <summary>The first library whose file name starts so.</summary>
    public static string? Find(string prefix) =>
        All().FirstOrDefault(path => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal));
}
