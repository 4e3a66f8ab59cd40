namespace Perceiver.Config;

/// <summary>A value in a YAML text, with its place.</summary>
public abstract record YamlNode
{
    private YamlNode(Span span) => Span = span;

    /// <summary>Where it stands. Of a list or mapping: its first character, which is narrow enough to point at.</summary>
    public Span Span { get; init; }

    /// <summary>A number, word or text. Only plain ones may be numbers, booleans or null.</summary>
    public sealed record Scalar(string Text, bool Plain, Span Span) : YamlNode(Span)
    {
        /// <summary>Nothing after the colon, <c>null</c> or <c>~</c>.</summary>
        public bool IsNull => Plain && Text is ("" or "~" or "null");
    }

    /// <summary>A list.</summary>
    public sealed record Sequence(EquatableArray<YamlNode> Items, Span Span) : YamlNode(Span);

    /// <summary>Keys and values in the order of the text.</summary>
    public sealed record Mapping(EquatableArray<YamlEntry> Entries, Span Span) : YamlNode(Span)
    {
        /// <summary>The entry of a key, or null.</summary>
        public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
    }

    /// <summary>Something that already has a finding; decoding passes over it in silence.</summary>
    public sealed record Broken(Span Span) : YamlNode(Span);
}

/// <summary>A key and its value.</summary>
public sealed record YamlEntry(string Key, Span KeySpan, YamlNode Value);
