using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>A rule over several settings speaks when those that it needs are all right, whatever else is wrong.</summary>
public sealed class CrossRuleTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, CrossField.All.Count)];

    /// <summary>With everything that a rule does not name taken away, it finds what it found before.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_rule_looks_at_nothing_but_what_it_names(int number)
    {
        var rule = CrossField.All[number];
        foreach (var text in PublishedModels.Names.Select(PublishedModels.Text).Append(SampleConfig.Text))
        {
            var config = PublishedModels.AllOf(text).Config!;

            Assert.Equal(Findings(rule, config, text), Findings(rule, Only(rule, config), text));
        }
    }

    [Theory]
    [InlineData("epochs: 10", "epochs: ten", "PCV103")]
    [InlineData("batch_size: 128", "batchsize: 128", "PCV101")]
    [InlineData("count: 32", "count: 0", "PCV105")]
    [InlineData("kind: adamw", "kind: adm", "PCV104")]
    [InlineData("classification, classes: 10", "classification", "PCV102")]
    [InlineData("norm: true", "norm: &a true", "PCV004")]
    [InlineData("padding: 2 }", "padding: two }", "PCV103")]
    public void A_rule_speaks_beside_a_setting_that_cannot_be_read(string before, string after, string rule)
    {
        Assert.Contains(before, SampleConfig.Text, StringComparison.Ordinal);
        var text = SampleConfig
            .Text.Replace(before, after, StringComparison.Ordinal)
            .Replace("size: 4", "size: 40", StringComparison.Ordinal);

        var findings = ConfigCompiler.Compile(text).Findings;

        Assert.Contains(findings, one => one.Rule.Id == rule);
        Assert.Contains(findings, one => one.Rule == Rules.PatchTooLarge);
    }

    [Theory]
    [InlineData("    stages: 2", "    stage: 2", "PCV101")]
    [InlineData("    blocks: 2", "    blocks: two", "PCV103")]
    [InlineData("count: 32, ", "", "PCV102")]
    public void A_rule_speaks_beside_a_mistake_in_the_same_group(string before, string after, string rule)
    {
        Assert.Contains(before, SampleConfig.Text, StringComparison.Ordinal);
        var text = SampleConfig
            .Text.Replace(before, after, StringComparison.Ordinal)
            .Replace("heads: 4", "heads: 7", StringComparison.Ordinal);

        var findings = ConfigCompiler.Compile(text).Findings;

        Assert.Contains(findings, one => one.Rule.Id == rule);
        Assert.Equal(2, findings.Count(one => one.Rule == Rules.HeadsDivideWidth));
    }

    [Theory]
    [InlineData("height: 28", "height: many")]
    [InlineData("height: 28, ", "")]
    [InlineData("height: 28", "hieght: 28")]
    [InlineData("height: 28", "height: &a 28")]
    public void A_rule_is_silent_where_it_cannot_know(string before, string after)
    {
        var text = SampleConfig
            .Text.Replace(before, after, StringComparison.Ordinal)
            .Replace("size: 4", "size: 40", StringComparison.Ordinal);

        var compiled = ConfigCompiler.Compile(text);

        Assert.Null(compiled.Config);
        Assert.DoesNotContain(compiled.Findings, one => one.Rule == Rules.PatchTooLarge);
    }

    private static Finding[] Findings(CrossRule rule, PerceiverConfig config, string text)
    {
        var findings = new List<Finding>();
        rule.Check(config, new PlaceFinder(YamlTree.Parse(text, [])!, findings, [null]));
        return [.. findings];
    }

    private static PerceiverConfig Only(CrossRule rule, PerceiverConfig config)
    {
        var (model, data, training) = (config.Model, config.Data, config.Training);
        return new(
            model with
            {
                Input = Keep("model.input", model.Input),
                Preprocessor = Keep("model.preprocessor", model.Preprocessor),
                Positions = Keep("model.positions", model.Positions),
                Latents = Keep("model.latents", model.Latents),
                Encoder = Keep("model.encoder", model.Encoder),
                Decoder = Keep("model.decoder", model.Decoder),
                LinearInit = Keep("model.linear_init", model.LinearInit),
            },
            Keep("task", config.Task),
            data with
            {
                Source = Keep("data.source", data.Source),
                Split = Keep("data.split", data.Split),
                Augmentation = Needs("data.augmentation") ? data.Augmentation : default,
            },
            Needs("training.batch_size") || Needs("training.shards") ? training : Keep("training", training)
        );

        bool Needs(string path) =>
            rule.Needs.Any(need =>
                need == path
                || need.StartsWith(path + ".", StringComparison.Ordinal)
                || path.StartsWith(need + ".", StringComparison.Ordinal)
            );
        T Keep<T>(string path, T value) => Needs(path) ? value : default!;
    }
}
