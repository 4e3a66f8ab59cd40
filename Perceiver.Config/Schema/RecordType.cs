namespace Perceiver.Config;

/// <summary>A mapping whose keys are the settings of one record.</summary>
internal sealed class RecordType<T>(string name, string doc, Fields<T> fields, Func<RecordReader, T> decode)
    : SettingType<T>
{
    public override SettingShape Shape { get; } = new SettingShape.Group(name, doc, fields.Infos.ToEquatableArray());

    public string Doc => doc;

    public IReadOnlyList<FieldInfo> Infos => fields.Infos;

    internal override YamlNode Encode(T value) =>
        new YamlNode.Mapping(fields.Encode(value).ToEquatableArray(), default);

    /// <summary>Decodes the entries of a mapping; <paramref name="known"/> is a key that somebody else reads.</summary>
    internal T Decode(YamlNode.Mapping mapping, DecodeScope scope, string? known)
    {
        string[] keys = [.. fields.Infos.Select(field => field.Key), .. known is null ? (string[])[] : [known]];
        foreach (var entry in mapping.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            var hint = Words.Hint(entry.Key, keys);
            scope.Report(Rules.UnknownKey, entry.KeySpan, DecodeScope.Shorten(entry.Key), name, hint);
        }

        return decode(new(name, mapping, scope));
    }

    private protected override T Read(YamlNode node, DecodeScope scope)
    {
        switch (node)
        {
            case YamlNode.Mapping mapping:
                return Decode(mapping, scope, null);
            case YamlNode.Scalar { IsNull: true }:
                return Decode(new YamlNode.Mapping([], node.Span), scope, null);
            default:
                scope.WrongType(Shape, node);
                return default!;
        }
    }
}

/// <summary>Reads the settings of one mapping; what is wrong is collected and reading goes on.</summary>
internal readonly struct RecordReader(string name, YamlNode.Mapping mapping, DecodeScope scope)
{
    /// <summary>What is known here besides the text.</summary>
    public DecodeScope Scope => scope;

    /// <summary>A reader that knows more.</summary>
    public RecordReader Knowing(DecodeScope more) => new(name, mapping, more);

    /// <summary>The value of a setting, where attentions change rows of another width.</summary>
    public T Get<T>(Field<T> field, int queryWidth) => Knowing(scope with { QueryWidth = queryWidth }).Get(field);

    /// <summary>The value of a setting; meaningless where a finding was reported for it.</summary>
    public T Get<T>(Field<T> field)
    {
        var entry = mapping.Find(field.Key);
        var inner = scope with { Key = field.Key, Owner = entry?.KeySpan ?? scope.Owner };
        if (entry is not null)
        {
            return field.Type.Decode(entry.Value, inner);
        }

        if (field.Fallback is { } fallback)
        {
            return fallback(inner);
        }

        scope.Report(Rules.MissingKey, scope.Owner, field.Key, name, field.Type.Shape.Describe() + ".");
        return default!;
    }
}
