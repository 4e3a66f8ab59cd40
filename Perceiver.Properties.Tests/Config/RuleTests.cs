using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Every rule over several settings: one edit of a config that is in order breaks it, at a known place.</summary>
public sealed class RuleTests
{
    /// <summary>Rule, what is replaced, by what, and the text at the place of the finding.</summary>
    public static TheoryData<string, string, string, string> Cases =>
        new()
        {
            { "PCV201", "qk_width: 12", "qk_width: 13", "3" },
            { "PCV201", "heads: 3, qk_width: 12, v_width: 12", "qk_width: 12, v_width: 12, heads: 5", "5" },
            { "PCV202", "size: 4", "size: 40", "40" },
            { "PCV203", "v_width: 12", "v_width: 6, output_projection: false", "6" },
            { "PCV204", "combine: concat, width: 5", "combine: concat", "concat" },
            { "PCV204", "combine: concat, width: 5", "combine: add, width: 5", "5" },
            {
                "PCV204",
                "kind: learned, combine: concat, width: 5",
                "kind: fourier, bands: 2, combine: add, projection: 7",
                "7"
            },
            { "PCV205", "channels: 3", "channels: 1", "1" },
            { "PCV206", "classes: 100", "classes: 10", "10" },
            { "PCV206", "labels: fine", "labels: coarse", "100" },
            { "PCV207", "validation: 0.25", "validation: 0.5, test: 0.5", "0.5" },
            { "PCV208", "validation: 0.25", "test: 0.25, validation: 0.25", "0.25" },
            { "PCV209", "kind: cifar100, labels: fine", "kind: image_folder, path: p, group_column: who", "who" },
            {
                "PCV210",
                "kind: cifar100, labels: fine }\n  split: { validation: 0.25",
                "kind: image_folder, path: p, csv: c, group_column: who }\n  split: { validation: 0.25, method: last",
                "last"
            },
            { "PCV211", "warmup_steps: 10", "warmup_steps: 5000", "5000" },
            { "PCV212", "shards: 2", "shards: 65", "65" },
            { "PCV213", "kind: cifar100, labels: fine", "kind: image_folder, path: p, classes: [x, y, x]", "x" },
            { "PCV214", "padding: 2, mode: reflect", "padding: 32, mode: reflect", "32" },
            {
                "PCV215",
                "count: 8, width: 12 }\n  encoder:\n    stages: 2\n    blocks: 1\n    sharing: all",
                "count: 8, width: 16384 }\n  encoder:\n    stages: 64\n    blocks: 128",
                "latents"
            },
            {
                "PCV240",
                "shards: 2",
                "shards: 2\n  optimizer: { kind: lamb, decay_exclude: [latents, latnts] }",
                "latnts"
            },
            { "PCV240", "shards: 2", "shards: 2\n  optimizer: { kind: sgd, decay_exclude: ['*.gamma'] }", "'*.gamma'" },
            { "PCV241", "kind: cosine, warmup_steps: 10", "kind: steps, boundaries: [50, 40]", "40" },
            { "PCV241", "kind: cosine, warmup_steps: 10", "kind: steps, boundaries: [50, 60, 60]", "60" },
            { "PCV242", "kind: cosine, warmup_steps: 10", "kind: steps, boundaries: [50, 4000]", "4000" },
            { "PCV211", "kind: cosine, warmup_steps: 10", "kind: steps, boundaries: [9], warmup_steps: 4000", "4000" },
            { "PCV243", "kind: cosine, warmup_steps: 10", "kind: one_cycle, base_momentum: 0.99", "0.99" },
            {
                "PCV244",
                "validation: 0.25 }\n  augmentation:\n    - { kind: random_crop, padding: 2, mode: reflect }\ntraining:",
                "validation: 0 }\ntraining:\n  early_stopping: { patience: 3 }",
                "3"
            },
            { "PCV246", "classes: 100 }", "classes: 100, multi_label: true }", "cifar100" },
            { "PCV306", "v_width: 12", "v_width: 12, output_projection: false, output_bias: false", "false" },
            { "PCV204", "combine: concat, width: 5", "combine: add, projection: 7", "7" },
            {
                "PCV250",
                "kind: cifar100, labels: fine }\n  split: { validation: 0.25 }\n  augmentation:\n",
                "kind: image_folder, path: p, classes: [left knee, both, R] }\n  split: { validation: 0.25 }\n  augmentation:\n    - { kind: horizontal_flip }\n",
                "horizontal_flip"
            },
            {
                "PCV251",
                "kind: random_crop, padding: 2, mode: reflect",
                "kind: horizontal_flip, labels: [1, 0]",
                "labels"
            },
            {
                "PCV252",
                "kind: random_crop, padding: 2, mode: reflect",
                "kind: random_resized_crop, min_ratio: 2",
                "2"
            },
            {
                "PCV252",
                "kind: random_crop, padding: 2, mode: reflect",
                "kind: random_erasing, max_area: 0.01",
                "0.01"
            },
            {
                "PCV253",
                "    - { kind: random_crop,",
                "    - { kind: mixup }\n    - { kind: random_crop,",
                "random_crop"
            },
            {
                "PCV253",
                "kind: random_crop, padding: 2, mode: reflect }",
                "kind: mixup, probability: 0.2 }\n    - { kind: mixup, probability: 0.3 }",
                "mixup"
            },
            {
                "PCV253",
                "kind: random_crop, padding: 2, mode: reflect }",
                "kind: mixup, probability: 0.5 }\n    - { kind: cut_mix, probability: 0.75 }",
                "0.75"
            },
            { "PCV240", "shards: 2", "shards: 2\n  freeze: [encoder.towers*, latnts]", "latnts" },
            { "PCV254", "kind: random_crop, padding: 2, mode: reflect", "kind: point_jitter", "point_jitter" },
            {
                "PCV254",
                "kind: random_crop, padding: 2, mode: reflect",
                "kind: byte_masking, token: 1",
                "byte_masking"
            },
            { "PCV301", "stages: 2", "stages: 1", "all" },
            { "PCV301", "sharing: all", "sharing: first_stage_apart", "first_stage_apart" },
            { "PCV302", "count: 8", "count: 64", "64" },
            { "PCV303", "validation: 0.25", "validation: 0", "0" },
            { "PCV304", "{ kind: learned, combine: concat, width: 5 }", "none", "none" },
            { "PCV305", "size: 4", "size: 5", "5" },
            { "PCV305", "size: 4", "stride: 6, size: 4", "6" },
            { "PCV306", "validation: 0.25", "validation: 0.25, method: last, seed: 7", "7" },
            { "PCV306", "hidden: []", "hidden: [], activation: relu", "relu" },
            { "PCV306", "kind: cifar100, labels: fine", "kind: image_folder, path: p, label_column: side", "side" },
            { "PCV306", "shards: 2", "shards: 2\n  optimizer: { kind: sgd, momentum: 0, nesterov: true }", "true" },
            { "PCV306", "shards: 2", "shards: 2\n  early_stopping: { min_delta: 0.5 }", "0.5" },
            {
                "PCV306",
                "shards: 2",
                "shards: 2\n  optimizer: { kind: adam, decay_exclude: [latents] }",
                "decay_exclude"
            },
            {
                "PCV307",
                "kind: learned, combine: concat, width: 5",
                "kind: fourier, bands: 2, max_resolution: [33]",
                "max_resolution"
            },
        };

    private static string Text => ExampleConfig.Text;

    [Fact]
    public void The_config_itself_is_in_order() => Assert.Empty(ConfigCompiler.Compile(Text).Findings);

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_edit_breaks_one_rule_at_its_place(string rule, string before, string after, string place)
    {
        Assert.Contains(before, Text, StringComparison.Ordinal);
        var text = Text.Replace(before, after, StringComparison.Ordinal);

        var compiled = PublishedModels.AllOf(text);

        var finding = Assert.Single(compiled.Findings, one => one.Rule.Id == rule);
        Assert.Equal(place, text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.Equal(finding.Severity == Severity.Error, compiled.Config is null);
        Assert.DoesNotContain("{", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: steps, boundaries: [50, 60, 1758]")]
    [InlineData("kind: steps, boundaries: [], warmup_steps: 9")]
    [InlineData("kind: one_cycle, base_momentum: 0.99, cycle_momentum: false")]
    [InlineData("kind: one_cycle, base_momentum: 0.95")]
    [InlineData("kind: plateau, patience: 3")]
    [InlineData(
        "kind: constant }\n  optimizer: { kind: lamb, decay_exclude: [latents, '*.query.bias', 'encoder*towers*']"
    )]
    [InlineData("kind: constant }\n  optimizer: { kind: sgd, nesterov: true")]
    [InlineData("kind: constant }\n  early_stopping: { patience: 3, min_delta: 0.5")]
    public void What_the_training_rules_allow(string schedule) =>
        Assert.Empty(
            ConfigCompiler
                .Compile(Text.Replace("kind: cosine, warmup_steps: 10", schedule, StringComparison.Ordinal))
                .Findings
        );

    [Theory]
    [InlineData("kind: mixup, probability: 0.5 }\n    - { kind: cut_mix, probability: 0.5")]
    [InlineData(
        "kind: random_resized_crop, min_area: 0.5, max_area: 0.5 }\n    - { kind: rand_augment }\n    - { kind: mixup"
    )]
    [InlineData(
        "kind: color_jitter, saturation: 0.4, hue: 0.1 }\n    - { kind: rotate, degrees: 15 }\n    - { kind: random_erasing"
    )]
    [InlineData("kind: horizontal_flip")]
    public void What_the_augmentation_rules_allow(string changes) =>
        Assert.Empty(
            ConfigCompiler
                .Compile(
                    Text.Replace("kind: random_crop, padding: 2, mode: reflect", changes, StringComparison.Ordinal)
                )
                .Findings
        );

    [Theory]
    [InlineData("[1, 0]", true, "")]
    [InlineData("[0, 1]", true, "")]
    [InlineData("[1, 1]", false, "Class 0 becomes 1, which does not become it again.")]
    [InlineData("[2, 1]", false, "Class 0 becomes 2, which is no class.")]
    [InlineData("[1, 0, 2]", false, "3 labels for 2 classes.")]
    public void A_flip_between_sides_says_what_each_becomes(string labels, bool allowed, string message)
    {
        var text = ShippedConfigs
            .Text("knee-small")
            .Replace(
                "- { kind: random_crop, padding: 3 }",
                $"- {{ kind: horizontal_flip, labels: {labels} }}",
                StringComparison.Ordinal
            );
        var compiled = ConfigCompiler.Compile(text);
        Assert.Equal(allowed, compiled.Config is not null);
        if (!allowed)
        {
            Assert.Equal(message, Assert.Single(compiled.Findings, one => one.Rule == Rules.FlipLabels).Message);
        }
    }

    [Theory]
    [InlineData("L R", "L", "R")]
    [InlineData("cat-Left dog dog_right", "cat-Left", "dog_right")]
    [InlineData("leftovers bright", null, null)]
    [InlineData("left other", null, null)]
    public void Sides_are_whole_words(string classes, string? left, string? right) =>
        Assert.Equal(left is null ? null : (left, right!), Sides.Of(classes.Split(' ')));

    [Theory]
    [InlineData("saturation: 0.4", "0.4")]
    [InlineData("hue: 0.2, contrast: 0.3", "0.2")]
    public void Grey_images_have_no_saturation_and_no_hue(string jitter, string place)
    {
        var text = SampleConfig.Text.Replace(
            "{ kind: random_crop, padding: 2 }",
            $"{{ kind: color_jitter, {jitter} }}",
            StringComparison.Ordinal
        );
        var finding = Assert.Single(ConfigCompiler.Compile(text).Findings, one => one.Rule == Rules.NoEffect);
        Assert.Equal(place, text.Substring(finding.Span.Start, finding.Span.Length));
    }

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0, 2, true)]
    [InlineData(1, 2, false)]
    public void A_tower_without_blocks_cannot_be_repeated(int blocks, int repeats, bool idle)
    {
        var text = SampleConfig.Text.Replace(
            "    blocks: 2",
            $"    blocks: {blocks}\n    repeats: {repeats}",
            StringComparison.Ordinal
        );
        var found = ConfigCompiler.Compile(text).Findings.Where(one => one.Rule == Rules.NoEffect).ToList();
        Assert.Equal(idle ? 1 : 0, found.Count);
        Assert.All(found, one => Assert.Equal("2", text.Substring(one.Span.Start, one.Span.Length)));
        Assert.All(found, one => Assert.Equal(["repeats", "the tower has no blocks"], one.Arguments));
    }

    [Fact]
    public void A_plateau_without_validation_is_found_at_its_kind()
    {
        var text = Text.Replace("validation: 0.25", "validation: 0", StringComparison.Ordinal)
            .Replace("kind: cosine, warmup_steps: 10", "kind: plateau", StringComparison.Ordinal);
        var finding = Assert.Single(ConfigCompiler.Compile(text).Findings, one => one.Rule == Rules.NothingToWatch);
        Assert.Equal("plateau", text.Substring(finding.Span.Start, finding.Span.Length));
    }

    [Fact]
    public void Every_rule_over_several_settings_has_a_case()
    {
        var tested = Cases.Select(row => (string)row[0]).ToHashSet();
        tested.UnionWith(ModelRuleTests.Cases.Select(row => (string)row[1]));
        var rules = Rules.All.Select(rule => rule.Id).Where(id => string.CompareOrdinal(id, "PCV2") > 0);

        Assert.Equal(rules, tested.Order(StringComparer.Ordinal));
    }
}
