using FsCheck.Xunit;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>What editors are told agrees with the compiler.</summary>
[Properties(Arbitrary = [typeof(ConfigArbitrary)], QuietOnSuccess = true)]
public sealed class JsonSchemaProperties
{
    private static readonly JsonSchema Schema = JsonSchema
        .FromJsonAsync(JsonSchemaDocument.Text())
        .GetAwaiter()
        .GetResult();

    [Fact]
    public void Every_shipped_config_passes() =>
        Assert.All(ShippedConfigs.Names, name => Assert.Empty(Mistakes(Tree(ShippedConfigs.Text(name)))));

    [Fact]
    public void Every_example_of_a_rule_over_several_settings_passes() =>
        Assert.All(
            RuleExamples.All.Where(example => string.CompareOrdinal(example.Rule.Id, "PCV2") > 0),
            example => Assert.Empty(Mistakes(Tree(example.Right.Text)))
        );

    [Property(MaxTest = 60)]
    public void Every_valid_config_passes(PerceiverConfig config) =>
        Assert.Empty(Mistakes(Tree(ConfigWriter.Write(config))));

    [Property(MaxTest = 30)]
    public void A_key_that_is_not_known_does_not(PerceiverConfig config, int seed)
    {
        var text = ConfigWriter.Write(config);
        foreach (var setting in Some(text, seed))
        {
            var key = setting.Entry.KeySpan;
            Assert.True(Mistakes(Tree(text.Insert(key.Start + key.Length, "x"))).Count > 0, setting.Path);
        }
    }

    [Property(MaxTest = 30)]
    public void A_value_of_another_type_does_not(PerceiverConfig config, int seed)
    {
        var text = ConfigWriter.Write(config);
        foreach (var setting in Some(text, seed))
        {
            var root = (YamlNode.Mapping)Tree(text);
            Assert.True(Mistakes(Replace(root, setting.Entry, Tree("{ no: [such, value] }"))).Count > 0, setting.Path);
        }
    }

    [Theory]
    [InlineData("extends: fashion-mnist", true)]
    [InlineData("extends: fashion-mnist\ntraining: { schedule: { warmup_steps: 3 } }", true)]
    [InlineData("extends: fashion-mnist\ntraining: { epocs: 3 }", false)]
    [InlineData("extends: fashion-mnist\ntraining: { schedule: { warmup_stepz: 3 } }", false)]
    [InlineData("training: { epochs: 3 }", false)]
    [InlineData("extends: [fashion-mnist]", false)]
    public void A_config_that_extends_another_needs_to_say_no_more(string text, bool passes) =>
        Assert.Equal(passes, Mistakes(Tree(text)).Count == 0);

    [Fact]
    public void Every_setting_says_what_it_means_and_its_range()
    {
        var text = JsonSchemaDocument.Text();

        Assert.Contains("\"Examples per step. It is a whole number from 1 to 65536.\"", text, StringComparison.Ordinal);
        Assert.Contains("\"default\": 64", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"description\": \"\"", text, StringComparison.Ordinal);
    }

    private static IEnumerable<FoundSetting> Some(string text, int seed)
    {
        FoundSetting[] all = [.. SchemaWalk.Settings(text)];
        new Random(seed).Shuffle(all);
        return all.Take(8);
    }

    private static YamlNode Tree(string text) => YamlTree.Parse(text, [])!;

    [Theory]
    [InlineData("data.limit", "50_000", true)]
    [InlineData("data.limit", "50000", true)]
    [InlineData("data.limit", "fifty", false)]
    [InlineData("data.limit", "50_", false)]
    [InlineData("data.limit", "0", false)]
    [InlineData("training.optimizer.learning_rate", "0.000_5", true)]
    [InlineData("training.optimizer.learning_rate", "1_0e-1_0", true)]
    [InlineData("training.optimizer.learning_rate", "1e-3_x", false)]
    [InlineData("training.epochs", "1_000", true)]
    [InlineData("training.epochs", "1e3", true)]
    [InlineData("training.epochs", "1_0.5", false)]
    public void A_number_may_be_spelled_as_the_compiler_reads_it(string path, string spelling, bool passes)
    {
        var text = SampleConfig.Text.Replace("limit: null", "", StringComparison.Ordinal);
        var set = new ConfigOverride(path, spelling);
        Assert.Equal(passes, ConfigCompiler.Compile(text, [set]).Config is not null);
        Assert.Equal(passes, Mistakes(Overrides.Apply(Tree(text), [set], [])).Count == 0);
    }

    // As an editor reads YAML: what looks like a number is one, but not with an underscore.
    private static JToken ToJson(YamlNode node) =>
        node switch
        {
            YamlNode.Mapping map => new JObject(
                map.Entries.Select(entry => new JProperty(entry.Key, ToJson(entry.Value)))
            ),
            YamlNode.Sequence list => new JArray(list.Items.Select(ToJson)),
            YamlNode.Scalar { IsNull: true } => JValue.CreateNull(),
            YamlNode.Scalar { Plain: true, Text: "true" or "false" } word => new JValue(word.Text == "true"),
            YamlNode.Scalar { Plain: true } number when number.Text.Contains('_') => new JValue(number.Text),
            YamlNode.Scalar { Plain: true } number when NumberText.TryReadInteger(number.Text, out var whole) =>
                new JValue(whole),
            YamlNode.Scalar { Plain: true } number when NumberText.TryRead(number.Text, out var value) => new JValue(
                value
            ),
            YamlNode.Scalar text => new JValue(text.Text),
            _ => throw new InvalidOperationException("a broken node"),
        };

    private static YamlNode Replace(YamlNode node, YamlEntry old, YamlNode value) =>
        node switch
        {
            YamlNode.Mapping map => map with
            {
                Entries = map
                    .Entries.Select(entry =>
                        entry.KeySpan == old.KeySpan
                            ? entry with
                            {
                                Value = value,
                            }
                            : entry with
                            {
                                Value = Replace(entry.Value, old, value),
                            }
                    )
                    .ToEquatableArray(),
            },
            YamlNode.Sequence list => list with
            {
                Items = list.Items.Select(item => Replace(item, old, value)).ToEquatableArray(),
            },
            _ => node,
        };

    private static ICollection<NJsonSchema.Validation.ValidationError> Mistakes(YamlNode tree) =>
        Schema.Validate(ToJson(tree));
}
