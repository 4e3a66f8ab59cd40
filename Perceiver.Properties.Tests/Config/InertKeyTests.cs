using System.Globalization;
using Perceiver.Config;
using Xunit;
using Xunit.Abstractions;

namespace Perceiver.Properties.Tests.Config;

/// <summary>
/// No setting is inert: another value is another hash, and can be seen in what the config does. Walks over the schema, so
/// a new setting is tested as soon as it is built, or needs a line and a reason here.
/// </summary>
public sealed class InertKeyTests(ITestOutputHelper output)
{
    private const string Plateau = "the rate after an epoch's validation: Parity.ScheduleTests";

    /// <summary>Settings that show elsewhere, and where.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["training.checkpoint.every_steps"] = "when the loop saves: Cli.RecipeResumeTests",
        ["training.checkpoint.every_minutes"] = "when the loop saves: Cli.RetentionTests",
        ["training.checkpoint.keep"] = "which checkpoints stay: Cli.RetentionTests",
        ["training.checkpoint.monitor"] = "which checkpoint the loop keeps as the best: Cli.RecipeResumeTests",
        ["training.early_stopping.patience"] = "when the loop ends: Parity.ScheduleTests, Cli.RecipeResumeTests",
        ["training.early_stopping.min_delta"] = "when the loop ends: Parity.ScheduleTests",
        ["training.non_finite"] = "what the loop does about numbers that are not finite: Cli.NonFiniteTests",
        ["training.schedule(plateau).factor"] = Plateau,
        ["training.schedule(plateau).patience"] = Plateau,
        ["training.schedule(plateau).min_delta"] = Plateau,
        ["training.schedule(plateau).cooldown"] = Plateau,
        ["training.schedule(plateau).min_fraction"] = Plateau,
        ["model.encoder.empty_rows"] = "only rows that a mask leaves without inputs: Forward.MaskTests",
    };

    private static readonly string[] Fills =
    [
        "1",
        "2",
        "3",
        "5",
        "8",
        "0.5",
        "true",
        "other",
        "[2]",
        "[latents]",
        "0",
        "0.25",
    ];

    [Fact]
    public void Another_value_is_another_hash_and_is_seen()
    {
        using var observation = new Observation();
        var (inert, refused, seen) = (new List<string>(), new SortedSet<string>(), new SortedSet<string>());
        foreach (var text in SchemaTexts.All.Select(Smaller))
        {
            if (ConfigCompiler.Compile(text) is not { Config: { } config, Hash: { } hash })
            {
                continue;
            }

            string? before = null;
            foreach (var setting in SchemaWalk.Settings(text).Where(one => !Elsewhere.ContainsKey(one.Path)))
            {
                // What cannot be seen in three texts is not for want of trying.
                if (
                    seen.Contains(setting.Path)
                    || IsGroup(setting.Field.Shape)
                    || inert.Count(path => path == setting.Path) == 3
                )
                {
                    continue;
                }

                var others = Others(text, hash, setting).Take(3).ToArray();
                Assert.All(others, other => Assert.True(hash != other.Hash, $"{setting.Path} is not in the hash"));
                before ??= observation.Of(config);
                if (others.Any(other => observation.Of(other.Config!) != before))
                {
                    seen.Add(setting.Path);
                }
                else if (others.Length == 0)
                {
                    refused.Add(setting.Path);
                }
                else
                {
                    inert.Add(setting.Path);
                }
            }
        }

        refused.ExceptWith(seen);
        output.WriteLine($"seen: {seen.Count}, {Elsewhere.Count} elsewhere");
        output.WriteLine("no other value compiles: " + string.Join(", ", refused));
        string[] left = [.. inert.Except(seen).Distinct()];
        Assert.True(left.Length == 0, "nothing shows: " + string.Join(", ", left));
        Assert.True(seen.Count > 60, $"only {seen.Count} settings were seen");
    }

    // A model so small that a step takes milliseconds, where the text allows it.
    private static string Smaller(string text) =>
        ConfigCompiler
            .Compile(
                text,
                [
                    new("model.input.height", "12"),
                    new("model.input.width", "12"),
                    new("model.decoder.head.hidden", "[3]"),
                    new("training.optimizer.weight_decay", "0.1"),
                    new("training.batch_size", "4"),
                    new("training.epochs", "40"),
                    new("model.latents", "{ count: 4, width: 8 }"),
                    new("model.encoder.cross_attend", "{ attention: { heads: 2, dropout: 0.1 } }"),
                    new("model.encoder.self_attend", "{ attention: { heads: 2 }, mlp: { dropout: 0.1 } }"),
                ]
            )
            .Canonical
        ?? text;

    [Fact]
    public void The_exceptions_are_settings_of_the_schema() =>
        Assert.Subset(SchemaWalk.Paths().ToHashSet(), Elsewhere.Keys.ToHashSet());

    // The same text with another value there, as far as that compiles.
    private static IEnumerable<Compiled> Others(string text, string hash, FoundSetting setting)
    {
        var old = setting.Entry.Value;
        return Values(setting.Field.Shape, old)
            .Select(value => TreeText.Flow(TreeText.Value(value)))
            .Where(value => value != TreeText.Flow(old))
            .Distinct()
            .Select(value => (Value: value, Compiled: Compile(value)))
            // A kind with its defaults, or null where that means "as another setting", may well be what stood there.
            .Where(one =>
                one.Compiled.Config is not null
                && (one.Compiled.Hash != hash || (one.Value != "null" && !one.Value.StartsWith('{')))
            )
            .Select(one => one.Compiled);

        Compiled Compile(string value) =>
            ConfigCompiler.Compile(TreeText.Write(Replaced(TreeText.Value(text), setting.Entry, value)));
    }

    private static IEnumerable<string> Values(SettingShape shape, YamlNode old) =>
        shape switch
        {
            SettingShape.Integer => Numbers(old)
                .Select(number => ((long)number).ToString(CultureInfo.InvariantCulture)),
            SettingShape.Number => Numbers(old).Select(NumberText.Format),
            SettingShape.Boolean => ["true", "false"],
            SettingShape.Word word => word.Words,
            SettingShape.Optional optional => [.. Values(optional.Inner, old), .. Fills, "null"],
            SettingShape.Choice choice => choice.Cases.SelectMany(one =>
                Fills.Select(fill => Filled(one, fill)).Distinct()
            ),
            _ => [.. Fills, "[]"],
        };

    private static IEnumerable<double> Numbers(YamlNode old) =>
        old is YamlNode.Scalar { Text: var text } && NumberText.TryRead(text, out var number)
            ? [number * 2, number + 5, number / 2, number + 1, number - 1, number + 0.25, 0, 1]
            : [];

    // A kind with all that it requires.
    private static string Filled(ChoiceCase one, string fill) =>
        "{ "
        + string.Join(
            ", ",
            one.Fields.Where(field => field.Default is null)
                .Select(field => $"{field.Key}: {fill}")
                .Prepend($"kind: {one.Word}")
        )
        + " }";

    private static YamlNode Replaced(YamlNode node, YamlEntry old, string value) =>
        node switch
        {
            YamlNode.Mapping map => map with
            {
                Entries = map
                    .Entries.Select(entry =>
                        entry with
                        {
                            Value =
                                entry.KeySpan == old.KeySpan
                                    ? TreeText.Value(value)
                                    : Replaced(entry.Value, old, value),
                        }
                    )
                    .ToEquatableArray(),
            },
            YamlNode.Sequence list => list with
            {
                Items = list.Items.Select(item => Replaced(item, old, value)).ToEquatableArray(),
            },
            _ => node,
        };

    private static bool IsGroup(SettingShape shape) =>
        shape is SettingShape.Group or SettingShape.Optional { Inner: SettingShape.Group };
}
