using System.Globalization;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Values that a shape may have, as texts, made from the shape alone.</summary>
internal static class SchemaFill
{
    private const int Rounds = 8;
    private static readonly double[] Sizes = [1, 2, 3, 5, 8, 0.5, 0, 0.25];

    // A text may have to name a parameter; a model always has this one, or says what it has instead.
    private static readonly string[] Texts = ["other", "latents"];

    /// <summary>Several values, with numbers around one that is there already.</summary>
    public static IEnumerable<string> Values(SettingShape shape, YamlNode? old) =>
        shape switch
        {
            SettingShape.Integer or SettingShape.Number => Near(old, shape)
                .Where(number => Fits(shape, number))
                .Select(NumberText.Format)
                .Concat(Each(shape)),
            SettingShape.Boolean => ["true", "false"],
            SettingShape.Word word => word.Words,
            SettingShape.Optional optional => [.. Values(optional.Inner, old), "null"],
            SettingShape.List => [.. Each(shape), "[]"],
            SettingShape.Choice choice => choice.Cases.SelectMany(one =>
                Enumerable.Range(0, Rounds).Select(round => Filled(one.Fields, one.Word, round))
            ),
            _ => Each(shape),
        };

    private static IEnumerable<string> Each(SettingShape shape) =>
        Enumerable.Range(0, Rounds).Select(round => One(shape, round));

    private static string One(SettingShape shape, int round) =>
        shape switch
        {
            SettingShape.Integer i => ((long)Math.Clamp(Math.Floor(Sizes[round]), i.Min, i.Max)).ToString(
                CultureInfo.InvariantCulture
            ),
            SettingShape.Number n => NumberText.Format(Inside(n, Sizes[round])),
            SettingShape.Boolean => round % 2 == 0 ? "true" : "false",
            SettingShape.Text => Texts[round % Texts.Length],
            SettingShape.Word word => word.Words[round % word.Words.Count],
            SettingShape.List list => "["
                + string.Join(
                    ", ",
                    Enumerable
                        .Range(round, Math.Max(list.MinCount, 1 + (round % 3)))
                        .Select(i => One(list.Element, i % Rounds))
                )
                + "]",
            SettingShape.Optional optional => One(optional.Inner, round),
            SettingShape.Group group => Filled(group.Fields, null, round),
            SettingShape.Choice choice => Filled(choice.Cases[0].Fields, choice.Cases[0].Word, round),
            _ => "null",
        };

    // A group or a kind with all that it requires.
    private static string Filled(IEnumerable<FieldInfo> fields, string? kind, int round)
    {
        var required = fields
            .Where(field => field.Default is null)
            .Select(field => $"{field.Key}: {One(field.Shape, round)}");
        return "{ " + string.Join(", ", kind is null ? required : required.Prepend($"kind: {kind}")) + " }";
    }

    private static IEnumerable<double> Near(YamlNode? old, SettingShape shape) =>
        old is YamlNode.Scalar { Text: var text } && NumberText.TryRead(text, out var number)
            ?
            [
                number * 2,
                number + 5,
                Math.Floor(number / 2),
                number / 2,
                number + 1,
                number - 1,
                number + 0.25,
                shape is SettingShape.Number range ? (number + range.Max) / 2 : number + 2,
            ]
            : [];

    private static bool Fits(SettingShape shape, double number) =>
        shape switch
        {
            SettingShape.Integer i => number == Math.Floor(number) && number >= i.Min && number <= i.Max,
            SettingShape.Number n => number == Inside(n, number),
            _ => false,
        };

    private static double Inside(SettingShape.Number shape, double number)
    {
        var inside = Math.Clamp(number, shape.Min, shape.Max);
        return inside == shape.Min && shape.MinExcluded ? shape.Min + Math.Min(0.25, (shape.Max - shape.Min) / 2)
            : inside == shape.Max && shape.MaxExcluded ? shape.Max - Math.Min(0.25, (shape.Max - shape.Min) / 2)
            : inside;
    }
}
