using System.Globalization;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Driven by the schema: whatever setting is added there is tested here, or the first test fails.</summary>
public sealed class SchemaTests
{
    private static readonly string[][] Variants =
    [
        [],
        [
            "model.preprocessor=pixels",
            "model.positions={kind: fourier, bands: 2, max_resolution: 8, width: 3}",
            "model.decoder=query",
            "model.latents.init={kind: uniform, scale: 0.1}",
            "training.schedule=constant",
            "training.optimizer=lamb",
            "training.max_steps=7",
            "training.checkpoint.every_steps=3",
            "data.limit=50",
            "data.augmentation=[{kind: random_zoom, height: 0.1, width: 0.2}]",
        ],
        [
            "model.positions=none",
            "model.latents.init=zeros",
            "data.source={kind: image_folder, path: p, csv: c, group_column: g}",
            "model.linear_init={kind: normal, scale: 0.1}",
        ],
        [
            "training.optimizer={kind: sgd, decay_exclude: [latents]}",
            "training.schedule={kind: steps, boundaries: [3]}",
            "training.early_stopping.patience=3",
            "training.ema_decay=0.9",
            "training.clip_value=1",
        ],
        ["training.optimizer=adam", "training.schedule=constant_cosine"],
        ["training.schedule=one_cycle"],
        ["training.schedule=plateau"],
        ["data.source=cifar100", "model.input.channels=3", "task.classes=100", "model.linear_init=glorot_uniform"],
        .. Kinds("model.latents.init", "model.linear_init", "model.positions.init"),
        .. Kinds("model.decoder.init").Select(each => (string[])["model.decoder=query", .. each]),
    ];

    private static readonly (string Text, FoundSetting Setting)[] Found =
    [
        .. Variants
            .Select(Canonical)
            .SelectMany(text => SchemaWalk.Settings(text).Select(setting => (text, setting)))
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

                var finding = Assert.Single(findings);
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

    private static string[][] Kinds(params string[] paths) =>
        [
            .. new[]
            {
                "normal",
                "truncated_normal",
                "uniform",
                "glorot_uniform",
                "lecun_normal",
                "zeros",
                "ones",
            }.Select(kind =>
                (string[])
                    [
                        .. paths.Select(path =>
                            kind is "normal" or "truncated_normal" or "uniform"
                                ? $"{path}={{kind: {kind}, scale: 0.5}}"
                                : $"{path}={kind}"
                        ),
                    ]
            ),
        ];

    private static string Canonical(string[] overrides)
    {
        var split = overrides.Select(one => one.Split('=', 2)).Select(pair => new ConfigOverride(pair[0], pair[1]));
        var compiled = ConfigCompiler.Compile(SampleConfig.Text, [.. split]);
        Assert.True(
            compiled.Canonical is not null,
            string.Join('\n', compiled.Findings.Select(one => one.Format("it")))
        );
        return compiled.Canonical;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
