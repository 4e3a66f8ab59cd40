using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Whatever step of a save fails, a whole checkpoint is left and the run goes on from it to the same bits.</summary>
[Collection(CliCollection.Name)]
public sealed class SaveFaultTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    [Fact]
    public void A_disk_that_is_full_at_any_moment_loses_nothing()
    {
        var tiny = trained.Tiny;
        var whole = new FaultyFiles(int.MaxValue);
        Sessions.Start(tiny, tiny.Folder["counted"], files: whole);
        // The very first save may leave nothing; once it has renamed its folder there is always a checkpoint.
        const int FirstSave = 7;
        for (var good = FirstSave; good < whole.Operations; good++)
        {
            var run = tiny.Folder[$"full-{good}"];
            var failure = Assert.Throws<CommandFailure>(() => Sessions.Start(tiny, run, files: new FaultyFiles(good)));
            Assert.Contains("No space left on device", failure.Message);
            Assert.Contains($"perceiver train --resume {run}", failure.Message);
            Command.Run(tiny, "eval", run).ShouldSucceed();
            Assert.Equal(RunSummary.Finished, Sessions.Resume(tiny, run).Status);
            Assert.Equal(Weights(trained.Run), Weights(run));
        }
    }

    [Fact]
    public void A_disk_that_is_full_in_the_first_save_leaves_a_run_that_begins_anew()
    {
        var run = trained.Tiny.Folder["full-at-once"];
        Assert.Throws<CommandFailure>(() => Sessions.Start(trained.Tiny, run, files: new FaultyFiles(3)));
        Command.Run(trained.Tiny, "eval", run).ShouldFail(1, "has no checkpoint yet");
        Assert.Equal(RunSummary.Finished, Sessions.Resume(trained.Tiny, run).Status);
        Assert.Equal(Weights(trained.Run), Weights(run));
    }

    private static byte[] Weights(string run) =>
        File.ReadAllBytes(Path.Combine(run, "checkpoints", "last", "parameters.safetensors"));
}
