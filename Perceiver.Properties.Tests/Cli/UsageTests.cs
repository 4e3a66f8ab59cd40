using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>What is typed wrongly is said once, with what was meant, and answered with 2.</summary>
[Collection(CliCollection.Name)]
public sealed class UsageTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    [Theory]
    [InlineData("trian fashion-mnist", "unknown verb 'trian'", "Did you mean 'train'?")]
    [InlineData("data gett x", "unknown verb of 'data' 'gett'", "Did you mean 'get'?")]
    [InlineData("train fashion-mnist --thread 2", "unknown option '--thread' of 'train'", "Did you mean '--threads'?")]
    [InlineData("predict --rum x a.png", "unknown option '--rum'", "Did you mean '--run'?")]
    [InlineData("train fashion-mist", "there is no config 'fashion-mist'", "Did you mean 'fashion-mnist'?")]
    [InlineData("summary nowhere/knee-smal.yaml", "no config file", "Did you mean 'knee-small'?")]
    [InlineData("train", "train wants a config", "fashion-mnist")]
    [InlineData("train --resume x --set a=b", "--resume goes on with a run as it was begun")]
    [InlineData("train fashion-mnist --set nonsense", "--set wants key=value")]
    [InlineData("train fashion-mnist --threads none", "--threads wants a whole number from 1")]
    [InlineData("train fashion-mnist --threads 0", "--threads wants a whole number from 1")]
    [InlineData("train fashion-mnist --seed x", "--seed wants a whole number")]
    [InlineData("train fashion-mnist --device gpu", "--device wants cpu, cuda, cuda:N or auto, not 'gpu'")]
    [InlineData("eval nothing --split test", "there is no run 'nothing'")]
    [InlineData("eval tiny --split tst", "--split wants test or validation", "Did you mean 'test'?")]
    [InlineData("data get fashion-mist", "no data set is called 'fashion-mist'", "fashion-mnist")]
    [InlineData("summary", "--help")]
    public void Mistakes_are_named(string line, params string[] words) =>
        Command.Run(trained.Tiny, line.Split(' ')).ShouldFail(2, words);

    [Fact]
    public void An_override_that_does_not_fit_is_a_finding_and_no_run_is_made()
    {
        var before = Directory.GetDirectories(trained.Tiny.Runs).Length;
        Command
            .Run(trained.Tiny, "train", "fashion-mnist", "--set", "training.epoch=3")
            .ShouldFail(2, "error PCV", "epochs");
        Assert.Equal(before, Directory.GetDirectories(trained.Tiny.Runs).Length);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("sweep")]
    [InlineData("lr-find")]
    [InlineData("eval")]
    [InlineData("predict")]
    [InlineData("summary")]
    [InlineData("check")]
    [InlineData("explain")]
    [InlineData("new")]
    [InlineData("data")]
    [InlineData("doctor")]
    public void Each_verb_has_help_with_examples(string verb)
    {
        var help = Command.Run(trained.Tiny, verb, "--help").ShouldSucceed().Out;
        Assert.Contains("Examples:", help);
        Assert.Contains($"perceiver {verb}", help);
    }

    [Fact]
    public void Without_a_verb_the_help_is_shown_and_the_answer_is_2() =>
        Command.Run(trained.Tiny).ShouldFail(2, "train", "predict");
}
