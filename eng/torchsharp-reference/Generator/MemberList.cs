namespace TorchSharpReference;

/// <summary>
/// Lines of <c>type TAB member</c>, as reflection prints them. A file whose name ends in <c>.diff</c> holds what another
/// version lacks (<c>- line</c>, or <c>- type TAB *</c> for a whole type) and has on top (<c>+ line</c>).
/// </summary>
internal static class MemberList
{
    public static IReadOnlyCollection<(string Type, string Member)> Read(IReadOnlyList<string> files)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files.Where(each => !IsDiff(each)))
            lines.UnionWith(Lines(file));
        foreach (var change in files.Where(IsDiff).SelectMany(Lines))
            Apply(lines, change);
        return [.. lines.Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))];
    }

    private static void Apply(SortedSet<string> lines, string change)
    {
        var line = change[2..];
        var found =
            change.StartsWith("+ ", StringComparison.Ordinal) ? lines.Add(line)
            : line.EndsWith("\t*", StringComparison.Ordinal)
                ? lines.RemoveWhere(each => each.StartsWith(line[..^1], StringComparison.Ordinal)) > 0
            : lines.Remove(line);
        if (!found)
            throw new InvalidDataException($"This change does not fit the lists any more: {change}");
    }

    private static bool IsDiff(string file) => file.EndsWith(".diff", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(file).Where(line => line.Length > 0 && !line.StartsWith('#'));
}
