using System.Globalization;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Driven by the schema: whatever setting is added there is tested here, or the first test fails.</summary>
public sealed class SchemaTests
{
    private static readonly (string Text, FoundSetting Setting)[] Found =
    [
        .. SchemaTexts
            .All.SelectMany(text => SchemaWalk.Settings(text).Select(setting => (text, setting)))
            .DistinctBy(found => found.setting.Path),
    ];

    [Fact]
    public void Every_setting_of_the_schema_is_tested() =>
        Assert.Equal(
            SchemaWalk.Paths().Distinct().Order(StringComparer.Ordinal),
            Found.Select(found => found.Setting.Path).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_misspelt_key_is_found_where_it_stands_with_the_right_one()
    {
        foreach (var (text, setting) in Found)
        {
            var key = setting.Entry.KeySpan;
            var findings = ConfigCompiler.Compile(text.Insert(key.Start + key.Length, "x")).Findings;

            var unknown = Assert.Single(findings, one => one.Rule == Rules.UnknownKey);
            Assert.Equal((key.Line, key.Column), (unknown.Span.Line, unknown.Span.Column));
            Assert.Contains($"Did you mean '{setting.Field.Key}'?", unknown.Message, StringComparison.Ordinal);
            Assert.Equal(
                setting.Field.Default is null,
                findings.Any(one => one.Rule == Rules.MissingKey && one.Arguments[0] == setting.Field.Key)
            );
        }
    }

    [Fact]
    public void A_value_of_another_type_or_out_of_range_is_found_where_it_stands()
    {
        var tried = 0;
        foreach (var (text, setting) in Found)
        {
            foreach (var (value, rule) in WrongValues(setting.Field.Shape))
            {
                var old = setting.Entry.Value.Span;
                var findings = ConfigCompiler
                    .Compile(text.Remove(old.Start, old.Length).Insert(old.Start, value))
                    .Findings;

                var finding = Assert.Single(findings, one => one.Severity == Severity.Error);
                Assert.Equal((setting.Path, value, rule.Id), (setting.Path, value, finding.Rule.Id));
                var place = value is "" or "[]" ? setting.Entry.KeySpan : old;
                Assert.Equal((place.Line, place.Column), (finding.Span.Line, finding.Span.Column));
                tried++;
            }
        }

        Assert.True(tried > 300, $"only {tried} wrong values were tried");
    }

    [Fact]
    public void A_range_includes_and_excludes_what_the_schema_says()
    {
        foreach (var (text, setting) in Found.Where(found => found.Setting.Field.Shape is SettingShape.Number))
        {
            var shape = (SettingShape.Number)setting.Field.Shape;
            Assert.Equal(shape.MinExcluded, IsOutOfRange(shape.Min));
            Assert.Equal(shape.MaxExcluded, IsOutOfRange(shape.Max));

            bool IsOutOfRange(double value)
            {
                var old = setting.Entry.Value.Span;
                var edited = text.Remove(old.Start, old.Length).Insert(old.Start, NumberText.Format(value));
                return ConfigCompiler.Compile(edited).Findings.Any(one => one.Rule == Rules.OutOfRange);
            }
        }
    }

    private static IEnumerable<(string Value, Rule Rule)> WrongValues(SettingShape shape) =>
        shape switch
        {
            SettingShape.Integer i =>
            [
                ("", Rules.WrongType),
                ("[]", Rules.WrongType),
                ("many", Rules.WrongType),
                ("1.5", Rules.WrongType),
                ("\"3\"", Rules.WrongType),
                ("0x10", Rules.WrongType),
                (Text(i.Min - 1), Rules.OutOfRange),
                (i.Max == long.MaxValue ? "9223372036854775808" : Text(i.Max + 1), Rules.OutOfRange),
                ("1e300", Rules.OutOfRange),
            ],
            SettingShape.Number n =>
            [
                ("", Rules.WrongType),
                ("[]", Rules.WrongType),
                (".nan", Rules.WrongType),
                ("'0.5'", Rules.WrongType),
                ("0.5.1", Rules.WrongType),
                (NumberText.Format(n.Min - 1e-3), Rules.OutOfRange),
                (NumberText.Format(n.Max * 1.001), Rules.OutOfRange),
                ("1e999", Rules.OutOfRange),
            ],
            SettingShape.Boolean =>
            [
                ("", Rules.WrongType),
                ("yes", Rules.WrongType),
                ("True", Rules.WrongType),
                ("1", Rules.WrongType),
                ("\"true\"", Rules.WrongType),
            ],
            SettingShape.Word => [("", Rules.WrongType), ("[]", Rules.WrongType), ("no_such_word", Rules.UnknownWord)],
            SettingShape.Text => [("", Rules.WrongType), ("[]", Rules.WrongType), ("\"\"", Rules.OutOfRange)],
            SettingShape.Optional o => WrongValues(o.Inner).Where(wrong => wrong.Value.Length > 0),
            _ => [],
        };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
