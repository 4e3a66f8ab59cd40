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
        ["training.memory_budget"] = "advice, and nothing else: Config.ModelRuleTests",
        ["training.non_finite"] = "what the loop does about numbers that are not finite: Cli.NonFiniteTests",
        ["training.schedule(plateau).factor"] = Plateau,
        ["training.schedule(plateau).patience"] = Plateau,
        ["training.schedule(plateau).min_delta"] = Plateau,
        ["training.schedule(plateau).cooldown"] = Plateau,
        ["training.schedule(plateau).min_fraction"] = Plateau,
        ["training.start_from"] = "the weights that the loop begins with: Cli.StartFromTests",
        ["model.input(tokens).padding"] =
            "texts shorter than the model's, which no training example is: Forward.MaskTests",
        ["model.encoder.empty_rows"] = "only rows that a mask leaves without inputs: Forward.MaskTests",
    };

    /// <summary>Settings of which another value compiles only together with another one's.</summary>
    private static readonly Dictionary<string, string> Together = new(StringComparer.Ordinal)
    {
        ["data.augmentation(horizontal_flip).labels"] = "a permutation of the task's classes: Data.MixTests",
        ["data.source(cifar100).labels"] = "goes with task.classes: Data.Cifar100Tests",
        ["task(classification).multi_label"] = "goes with what the data source knows: Data.LabelTests",
        ["data.source(image_folder).classes"] = "goes with task.classes: Data.ImageFolderTests",
    };

    [Fact]
    public void Another_value_is_another_hash_and_is_seen()
    {
        using var observation = new Observation();
        var (inert, refused, seen) = (new List<string>(), new SortedSet<string>(), new SortedSet<string>());
        var waiting = new SortedSet<string>();
        foreach (var text in SchemaTexts.All.Select(Smaller))
        {
            // Without data there is hardly a thing to be seen.
            if (
                ConfigCompiler.Compile(text)
                    is not {
                        Config: { Data.Source: not DataSourceConfig.ImageFolder { Path: "nowhere" } } config,
                        Hash: { } hash
                    }
                || IsTooLarge(config)
            )
            {
                // A model that cannot be made yet: what stands in it may mean nothing in another.
                waiting.UnionWith(SchemaWalk.Settings(text).Select(setting => setting.Path));
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
        output.WriteLine("not built: " + string.Join(", ", waiting.Except(seen)));
        output.WriteLine("no other value compiles: " + string.Join(", ", refused));
        string[] left = [.. inert.Except(seen).Distinct()];
        Assert.True(left.Length == 0, "nothing shows: " + string.Join(", ", left));
        Assert.True(seen.Count > 60, $"only {seen.Count} settings were seen");

        string[] shipped =
        [
            .. ShippedConfigs
                .Names.Select(name => ShippedConfigs.Compile(name).Canonical!)
                .SelectMany(SchemaWalk.Settings)
                .Where(setting => !IsGroup(setting.Field.Shape))
                .Select(setting => setting.Path)
                .Distinct(),
        ];
        output.WriteLine($"{shipped.Length} settings of shipped configs");
        Assert.Empty(shipped.Except(seen).Except(waiting).Except(Elsewhere.Keys).Except(Together.Keys));
        Assert.Empty(refused.Except(waiting).Except(Together.Keys));
    }

    // A published model at full size, which no setting above makes small.
    private static bool IsTooLarge(PerceiverConfig config) =>
        config.Data.Source is DataSourceConfig.None or DataSourceConfig.Text
        && Cost.ParameterCount(config) > 10_000_000;

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
        Assert.Subset(SchemaWalk.Paths().ToHashSet(), Elsewhere.Keys.Concat(Together.Keys).ToHashSet());

    // The same text with another value there, as far as that compiles.
    private static IEnumerable<Compiled> Others(string text, string hash, FoundSetting setting)
    {
        var old = setting.Entry.Value;
        return SchemaFill
            .Values(setting.Field.Shape, old)
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
