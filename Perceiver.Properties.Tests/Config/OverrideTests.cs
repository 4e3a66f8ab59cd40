using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary><c>--set key=value</c> goes through the same compiler as the file.</summary>
public sealed class OverrideTests
{
    private static readonly string Text = SampleConfig.Text;

    [Fact]
    public void A_setting_is_replaced()
    {
        var training = Set("training.batch_size", "17").Config!.Training;

        Assert.Equal(17, training.BatchSize);
    }

    [Fact]
    public void A_setting_that_the_file_does_not_have_is_created()
    {
        var config = Set("model.encoder.self_attend.mlp.dropout", "0.5").Config!;

        Assert.Equal(0.5, config.Model.Encoder.SelfAttend.Mlp!.Dropout);
        Assert.Equal(0, config.Model.Encoder.CrossAttend.Mlp!.Dropout);
    }

    [Fact]
    public void A_whole_group_can_be_given_in_brackets_and_a_kind_as_a_word()
    {
        Assert.Equal(
            new ScheduleConfig.Cosine(3, 0.5),
            Set("training.schedule", "{kind: cosine, warmup_steps: 3, final_fraction: 0.5}").Config!.Training.Schedule
        );
        Assert.Equal(new ScheduleConfig.Constant(0), Set("training.schedule", "constant").Config!.Training.Schedule);
        Assert.Empty(Set("data.augmentation", "[]").Config!.Data.Augmentation);
    }

    [Fact]
    public void Below_a_lone_word_the_kind_stays()
    {
        var text = Text.Replace(
            "schedule: { kind: cosine, warmup_steps: 200 }",
            "schedule: cosine",
            StringComparison.Ordinal
        );
        Assert.NotEqual(Text, text);

        var config = ConfigCompiler.Compile(text, [new("training.schedule.warmup_steps", "9")]).Config!;

        Assert.Equal(new ScheduleConfig.Cosine(9, 0), config.Training.Schedule);
    }

    [Fact]
    public void A_number_is_a_place_in_a_list()
    {
        var config = Set("data.augmentation.0.probability", "0.125").Config!;

        Assert.Equal(new AugmentationConfig.HorizontalFlip(0.125), config.Data.Augmentation[0]);
    }

    [Fact]
    public void The_last_of_two_wins()
    {
        var compiled = ConfigCompiler.Compile(Text, [new("training.epochs", "5"), new("training.epochs", "6")]);

        Assert.Equal(6, compiled.Config!.Training.Epochs);
    }

    [Theory]
    [InlineData("training.batch_sise", "64", "PCV101", "Did you mean 'batch_size'?")]
    [InlineData("training.batch_size", "0", "PCV105", "from 1 to")]
    [InlineData("training.batch_size", "many", "PCV103", "whole number")]
    [InlineData("training.batch_size", "", "PCV103", "nothing")]
    [InlineData("training.batch_size", "[1", "PCV002", "YAML")]
    [InlineData("training.optimizer.kind", "lam", "PCV104", "Did you mean 'lamb'?")]
    [InlineData("training..batch_size", "1", "PCV011", "single dots")]
    [InlineData("data.augmentation.7.probability", "1", "PCV011", "places are 0 to 1")]
    [InlineData("training.epochs.x", "1", "PCV103", "a mapping")]
    [InlineData("model.encoder.self_attend.attention.heads", "5", "PCV201", "do not divide")]
    public void What_is_wrong_is_found_at_the_override(string path, string value, string rule, string words)
    {
        var compiled = Set(path, value);

        Assert.Null(compiled.Config);
        var finding = Assert.Single(compiled.Findings);
        Assert.Equal(rule, finding.Rule.Id);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Equal($"--set {path}={value}", finding.Span.Origin);
        Assert.StartsWith($"--set {path}={value}: error {rule}: ", finding.Format("x.yaml"), StringComparison.Ordinal);
    }

    private static Compiled Set(string path, string value) => ConfigCompiler.Compile(Text, [new(path, value)]);
}
