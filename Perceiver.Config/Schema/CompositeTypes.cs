namespace Perceiver.Config;

/// <summary>A value or null.</summary>
internal sealed class OptionalType<T>(SettingType<T> inner) : SettingType<T?>
    where T : struct
{
    public override SettingShape Shape { get; } = new SettingShape.Optional(inner.Shape);

    internal override YamlNode Encode(T? value) => value is { } given ? inner.Encode(given) : Plain("null");

    private protected override T? Read(YamlNode node, DecodeScope scope) =>
        node is YamlNode.Scalar { IsNull: true } ? null : inner.Decode(node, scope);
}

/// <summary>A text or null.</summary>
internal sealed class OptionalTextType(SettingType<string> inner) : SettingType<string?>
{
    public override SettingShape Shape { get; } = new SettingShape.Optional(inner.Shape);

    internal override YamlNode Encode(string? value) => value is null ? Plain("null") : inner.Encode(value);

    private protected override string? Read(YamlNode node, DecodeScope scope) =>
        node is YamlNode.Scalar { IsNull: true } ? null : inner.Decode(node, scope);
}

/// <summary>A group of settings, or null where there shall be none. Nothing after the colon means the group's defaults.</summary>
internal sealed class OptionalGroupType<T>(SettingType<T> inner) : SettingType<T?>
    where T : class
{
    public override SettingShape Shape { get; } = new SettingShape.Optional(inner.Shape);

    internal override YamlNode Encode(T? value) => value is null ? Plain("null") : inner.Encode(value);

    private protected override T? Read(YamlNode node, DecodeScope scope) =>
        node is YamlNode.Scalar { IsNull: true, Text.Length: > 0 } ? null : inner.Decode(node, scope);
}

/// <summary>A list; an empty one is written <c>[]</c>.</summary>
internal sealed class ListType<T>(SettingType<T> element, int minCount, int maxCount) : SettingType<EquatableArray<T>>
{
    public override SettingShape Shape => new SettingShape.List(element.Shape, maxCount, minCount);

    internal override YamlNode Encode(EquatableArray<T> value) =>
        new YamlNode.Sequence(value.Select(element.Encode).ToEquatableArray(), default);

    private protected override EquatableArray<T> Read(YamlNode node, DecodeScope scope)
    {
        if (node is not YamlNode.Sequence sequence)
        {
            scope.WrongType(Shape, node);
            return default;
        }

        if (sequence.Items.Count < minCount || sequence.Items.Count > maxCount)
        {
            var least = minCount == 0 ? "at most" : NumberText.Format(minCount) + " to";
            var what = $"a list of {least} {NumberText.Format(maxCount)} elements";
            scope.Report(Rules.OutOfRange, scope.Owner, scope.Key, what, NumberText.Format(sequence.Items.Count));
            return default;
        }

        return sequence.Items.Select(item => element.Decode(item, scope with { Owner = item.Span })).ToEquatableArray();
    }
}
