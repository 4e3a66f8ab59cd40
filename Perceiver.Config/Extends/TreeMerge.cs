namespace Perceiver.Config;

/// <summary>A config laid over the one that it extends.</summary>
internal static class TreeMerge
{
    /// <summary>
    /// Mappings are merged key by key; everything else is replaced, lists too. A mapping with another kind replaces the
    /// base's altogether, as the settings of one kind mean nothing to another.
    /// </summary>
    public static YamlNode Over(YamlNode below, YamlNode above)
    {
        if (above is not YamlNode.Mapping upper || AsMapping(below) is not { } lower || HasOtherKind(lower, upper))
        {
            return above;
        }

        var entries = lower
            .Entries.Select(entry =>
                upper.Find(entry.Key) is { } over ? over with { Value = Over(entry.Value, over.Value) } : entry
            )
            .Concat(upper.Entries.Where(entry => lower.Find(entry.Key) is null));
        return upper with { Entries = entries.ToEquatableArray() };
    }

    // A lone word stands for a kind with its defaults.
    private static YamlNode.Mapping? AsMapping(YamlNode node) =>
        node switch
        {
            YamlNode.Mapping mapping => mapping,
            YamlNode.Scalar { IsNull: false } word => new([new(Words.KindKey, word.Span, word)], word.Span),
            _ => null,
        };

    private static bool HasOtherKind(YamlNode.Mapping below, YamlNode.Mapping above) =>
        above.Find(Words.KindKey) is { } kind && Text(kind) != Text(below.Find(Words.KindKey));

    private static string? Text(YamlEntry? entry) => entry?.Value is YamlNode.Scalar scalar ? scalar.Text : null;
}
