namespace Perceiver.Config;

/// <summary>A whole number in a range.</summary>
internal sealed class IntegerType<T>(long min, long max, Func<long, T> fromLong, Func<T, long> toLong) : SettingType<T>
{
    public override SettingShape Shape { get; } = new SettingShape.Integer(min, max);

    internal override YamlNode Encode(T value) => Plain(NumberText.Format(toLong(value)));

    private protected override T Read(YamlNode node, DecodeScope scope)
    {
        if (node is not YamlNode.Scalar { Plain: true, Text: var text } || !NumberText.TryRead(text, out var number))
        {
            scope.WrongType(Shape, node);
        }
        else if (NumberText.TryReadInteger(text, out var value) && value >= min && value <= max)
        {
            return fromLong(value);
        }
        else
        {
            var rule = number == Math.Floor(number) ? Rules.OutOfRange : Rules.WrongType;
            scope.Report(rule, node.Span, scope.Key, Shape.Describe(), DecodeScope.Shorten(text));
        }

        return default!;
    }
}

/// <summary>A number in a range.</summary>
internal sealed class NumberType(double min, double max, bool minExcluded, bool maxExcluded) : SettingType<double>
{
    public override SettingShape Shape { get; } = new SettingShape.Number(min, max, minExcluded, maxExcluded);

    internal override YamlNode Encode(double value) => Plain(NumberText.Format(value));

    private protected override double Read(YamlNode node, DecodeScope scope)
    {
        if (node is not YamlNode.Scalar { Plain: true, Text: var text } || !NumberText.TryRead(text, out var value))
        {
            scope.WrongType(Shape, node);
            return default;
        }

        var inside =
            (minExcluded ? value > min : value >= min)
            && (maxExcluded ? value < max : value <= max)
            && !double.IsInfinity(value);
        if (!inside)
        {
            scope.Report(Rules.OutOfRange, node.Span, scope.Key, Shape.Describe(), DecodeScope.Shorten(text));
        }

        // -0 equals 0 but is spelled otherwise: one value, one spelling.
        return value == 0 ? 0 : value;
    }
}
