namespace Perceiver.Config;

/// <summary>One case of a union: the word after <c>kind:</c> and how its settings are read and written.</summary>
internal sealed class UnionCase<T>(
    string word,
    string doc,
    IReadOnlyList<FieldInfo> infos,
    Func<T, bool> matches,
    Func<YamlNode.Mapping, DecodeScope, T> decode,
    Func<T, YamlNode> encode
)
{
    public string Word => word;

    public ChoiceCase Info { get; } = new(word, doc, infos.ToEquatableArray());

    public bool Matches(T value) => matches(value);

    public T Decode(YamlNode.Mapping mapping, DecodeScope scope) => decode(mapping, scope);

    public YamlNode Encode(T value) => encode(value);

    /// <summary>The case for one nested record of the union.</summary>
    public static UnionCase<T> Of<TCase>(string word, RecordType<TCase> type)
        where TCase : T =>
        new(
            word,
            type.Doc,
            type.Infos,
            value => value is TCase,
            (mapping, scope) => type.Decode(mapping, scope, UnionType<T>.KindKey),
            value => type.Encode((TCase)value!)
        );
}

/// <summary>One of several groups of settings. A lone word stands for that kind with its defaults.</summary>
internal sealed class UnionType<T>(string name, string doc, params UnionCase<T>[] cases) : SettingType<T>
{
    public const string KindKey = Words.KindKey;

    private readonly string[] _words = [.. cases.Select(one => one.Word)];

    public override SettingShape Shape { get; } =
        new SettingShape.Choice(name, doc, cases.Select(one => one.Info).ToEquatableArray());

    internal override YamlNode Encode(T value)
    {
        var chosen = cases.First(one => one.Matches(value));
        var kind = new YamlEntry(KindKey, default, Plain(chosen.Word));
        return chosen.Encode(value) is YamlNode.Mapping rest
            ? new YamlNode.Mapping([kind, .. rest.Entries], default)
            : new YamlNode.Mapping([kind], default);
    }

    private protected override T Read(YamlNode node, DecodeScope scope)
    {
        var mapping = node switch
        {
            YamlNode.Mapping given => given,
            YamlNode.Scalar { IsNull: false } word => new YamlNode.Mapping([new(KindKey, word.Span, word)], word.Span),
            _ => null,
        };
        if (mapping is null)
        {
            scope.WrongType(Shape, node);
            return default!;
        }

        switch (mapping.Find(KindKey))
        {
            case null:
                scope.Report(Rules.MissingKey, scope.Owner, KindKey, name, $"one of {string.Join(", ", _words)}.");
                return default!;
            case { Value: YamlNode.Broken }:
                return default!;
            case { Value: YamlNode.Scalar { IsNull: false } word, KeySpan: var owner }:
                var chosen = cases.FirstOrDefault(one => one.Word == word.Text);
                if (chosen is not null)
                {
                    return chosen.Decode(mapping, scope);
                }

                Words.ReportUnknown(scope with { Owner = owner }, name, word, _words);
                return default!;
            case { } entry:
                var kind = scope with { Key = KindKey, Owner = entry.KeySpan };
                kind.WrongType(new SettingShape.Word(_words.ToEquatableArray()), entry.Value);
                return default!;
        }
    }
}
