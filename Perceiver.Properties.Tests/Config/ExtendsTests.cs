using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary><c>extends</c>: what is merged, what is refused, and where findings are reported.</summary>
public sealed class ExtendsTests
{
    private static readonly PerceiverConfig Sample = ConfigCompiler.Compile(SampleConfig.Text).Config!;

    [Fact]
    public void Alone_it_is_the_base() => Assert.Equal(Sample, Extending("").Config);

    [Fact]
    public void A_setting_of_its_own_wins_and_its_neighbours_stay()
    {
        var config = Extending(
            "training: { batch_size: 17 }\nmodel: { encoder: { self_attend: { mlp: { dropout: 0.5 } } } }"
        );

        var self = Sample.Model.Encoder.SelfAttend;
        var encoder = Sample.Model.Encoder with { SelfAttend = self with { Mlp = self.Mlp! with { Dropout = 0.5 } } };
        Assert.Equal(
            Sample with
            {
                Training = Sample.Training with { BatchSize = 17 },
                Model = Sample.Model with { Encoder = encoder },
            },
            config.Config
        );
    }

    [Fact]
    public void A_list_is_replaced_whole()
    {
        var config = Extending("data: { augmentation: [{ kind: horizontal_flip, probability: 0.25 }] }").Config!;

        Assert.Equal([new AugmentationConfig.HorizontalFlip(0.25)], config.Data.Augmentation);
        Assert.Equal(Sample.Data.Split, config.Data.Split);
    }

    [Theory]
    [InlineData("schedule: { kind: constant }")]
    [InlineData("schedule: constant")]
    public void Another_kind_takes_nothing_over(string schedule) =>
        Assert.Equal(
            new ScheduleConfig.Constant(0),
            Extending($"training: {{ {schedule} }}").Config!.Training.Schedule
        );

    [Theory]
    [InlineData("schedule: { final_fraction: 0.5 }")]
    [InlineData("schedule: { kind: cosine, final_fraction: 0.5 }")]
    public void The_same_kind_keeps_what_is_not_said_again(string schedule) =>
        Assert.Equal(
            new ScheduleConfig.Cosine(200, 0.5),
            Extending($"training: {{ {schedule} }}").Config!.Training.Schedule
        );

    [Fact]
    public void Below_a_lone_word_of_the_base_the_kind_stays()
    {
        var config = Compile(
            "top",
            ("top", "extends: middle\ntraining: { schedule: { warmup_steps: 9 } }"),
            ("middle", "extends: base\ntraining: { schedule: cosine }"),
            ("base", SampleConfig.Text)
        );

        Assert.Equal(new ScheduleConfig.Cosine(9, 0), config.Config!.Training.Schedule);
    }

    [Fact]
    public void An_override_goes_over_both()
    {
        ConfigText text = new("top", "top.yaml", "extends: base\ntraining: { epochs: 4 }");

        var compiled = ConfigCompiler.Compile(text, Bases(("base", SampleConfig.Text)), [new("training.epochs", "5")]);

        Assert.Equal(5, compiled.Config!.Training.Epochs);
    }

    [Theory]
    [InlineData("extends: bse", "PCV012", "bse", "Did you mean 'base'?")]
    [InlineData("extends: nothing_like_it", "PCV012", "nothing_like_it", "Known: other, base.")]
    [InlineData("extends: top", "PCV013", "top", "extends itself")]
    [InlineData("extends: other", "PCV014", "other", "top -> other -> top")]
    [InlineData("extends: [base]", "PCV103", "extends", "the name of a config")]
    [InlineData("extends:", "PCV103", "extends", "the name of a config")]
    [InlineData("extend: base", "PCV101", "extend", "Did you mean 'extends'?")]
    public void What_cannot_be_extended_is_said_at_the_name(string text, string rule, string place, string words)
    {
        var compiled = Compile(
            "top",
            ("top", "# A remark.\n" + text),
            ("other", "extends: top"),
            ("base", SampleConfig.Text)
        );

        Assert.Null(compiled.Config);
        var finding = Assert.Single(compiled.Findings, one => one.Rule != Rules.MissingKey);
        Assert.Equal(rule, finding.Rule.Id);
        Assert.Equal(
            (2, place),
            (finding.Span.Line, ("# A remark.\n" + text).Substring(finding.Span.Start, finding.Span.Length))
        );
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_base_a_config_is_still_checked_but_for_what_is_missing()
    {
        var compiled = Compile("top", ("top", "extends: gone\ntraining: { epochs: 0, batch_sise: 3 }"));

        Assert.Equal(["PCV012", "PCV105", "PCV101"], compiled.Findings.Select(one => one.Rule.Id));
    }

    [Fact]
    public void What_the_base_has_wrong_by_itself_is_reported_once_with_the_first_error()
    {
        var broken = SampleConfig.Text.Replace("stages: 2", "stages: 0", StringComparison.Ordinal);

        var compiled = Compile("top", ("top", "extends: base\ntraining: { epochs: 0 }"), ("base", broken));

        Assert.Null(compiled.Config);
        Assert.Equal(["PCV015", "PCV105"], compiled.Findings.Select(one => one.Rule.Id));
        Assert.Contains(
            "base.yaml(8,13): error PCV105: 'stages'",
            compiled.Findings[0].Message,
            StringComparison.Ordinal
        );
        Assert.Equal((2, 21), (compiled.Findings[1].Span.Line, compiled.Findings[1].Span.Column));
    }

    [Fact]
    public void A_base_that_is_no_text_at_all_is_reported_as_well() =>
        Assert.Equal(
            ["PCV015"],
            Compile("top", ("top", "extends: base"), ("base", "model: [")).Findings.Select(one => one.Rule.Id)
        );

    [Fact]
    public void A_circle_further_down_is_an_error_of_the_base()
    {
        var compiled = Compile("top", ("top", "extends: a"), ("a", "extends: b"), ("b", "extends: a"));

        var finding = Assert.Single(compiled.Findings);
        Assert.Equal("PCV015", finding.Rule.Id);
        Assert.Contains(
            "error PCV014: This config extends itself by way of others: a -> b -> a.",
            finding.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Not_more_than_eight_stand_on_one_another()
    {
        Assert.NotNull(Tower(8).Config);
        Assert.Equal(["PCV016"], Tower(9).Findings.Select(one => one.Rule.Id));

        static Compiled Tower(int height) =>
            Compile(
                "c0",
                [
                    .. Enumerable.Range(0, height).Select(i => ($"c{i}", $"extends: c{i + 1}")),
                    ($"c{height}", SampleConfig.Text),
                ]
            );
    }

    [Fact]
    public void A_clash_of_both_is_blamed_on_what_the_config_itself_says()
    {
        const string text = "extends: base\nmodel: { encoder: { self_attend: { attention: { qk_width: 66 } } } }";

        var finding = Assert.Single(Compile("top", ("top", text), ("base", SampleConfig.Text)).Findings);

        Assert.Equal("PCV201", finding.Rule.Id);
        Assert.Equal("66", text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.Null(finding.Inherited);
    }

    [Fact]
    public void What_comes_up_at_a_node_of_the_base_is_reported_at_its_name()
    {
        const string text = "extends: base\nmodel: { latents: { width: 63 } }";

        var findings = Compile("top", ("top", text), ("base", SampleConfig.Text)).Findings;

        var finding = Assert.Single(findings, one => one.Inherited == "base.yaml(11,27)");
        Assert.Equal("PCV201", finding.Rule.Id);
        Assert.Equal("base", text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.Contains("base.yaml(11,27), which this config extends", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_about_the_base_is_not_repeated()
    {
        var unwise = SampleConfig.Text.Replace("validation: 0.1", "validation: 0", StringComparison.Ordinal);
        Assert.Equal(["PCV303"], ConfigCompiler.Compile(unwise).Findings.Select(one => one.Rule.Id));

        var compiled = Compile("top", ("top", "extends: base\ntraining: { epochs: 4 }"), ("base", unwise));

        Assert.NotNull(compiled.Config);
        Assert.Empty(compiled.Findings);
    }

    [Fact]
    public void An_override_cannot_say_what_is_extended()
    {
        var compiled = ConfigCompiler.Compile(SampleConfig.Text, [new("extends", "base")]);

        Assert.Equal("PCV011", Assert.Single(compiled.Findings).Rule.Id);
    }

    private static Compiled Extending(string text) =>
        Compile("top", ("top", "extends: base\n" + text), ("base", SampleConfig.Text));

    private static Compiled Compile(string name, params (string Name, string Text)[] texts)
    {
        var bases = Bases(texts);
        return ConfigCompiler.Compile(bases.Find(name)!, bases);
    }

    private static ConfigBases Bases(params (string Name, string Text)[] texts) =>
        ConfigBases.Of([.. texts.Select(each => new ConfigText(each.Name, each.Name + ".yaml", each.Text))]);
}
