using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Run folders that cannot be made, are taken, or are none.</summary>
[Collection(CliCollection.Name)]
public sealed class RunFolderTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private TinyRun Tiny => trained.Tiny;

    private Command.Result Train(string folder) =>
        Command.Run(Tiny, "train", Tiny.ConfigPath, "--data", Tiny.Folder.Path, "--out", folder);

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_so()
    {
        var file = Tiny.Folder.Write("file", "x");
        Train(Path.Combine(file, "run")).ShouldFail(1, "the run folder cannot be made", "--out");
    }

    [Fact]
    public void A_folder_in_use_is_not_written_over() => Train(trained.Run).ShouldFail(1, "is not empty", "--resume");

    [Fact]
    public void Two_processes_do_not_train_in_one_folder()
    {
        var run = Tiny.Folder["locked"];
        Sessions.Start(Tiny, run, stopAt: 2);
        using (RunLock.Take(new RunFolder(run)))
        {
            Command.RunChild(Tiny, "train", "--resume", run).ShouldFail(1, "is in use by another process");
        }

        Command.Run(Tiny, "train", "--resume", run).ShouldSucceed();
    }

    [Fact]
    public void A_folder_without_a_run_is_no_run() =>
        Command.Run(Tiny, "eval", Tiny.Folder.Path).ShouldFail(1, "is no run folder");

    [Fact]
    public void Names_are_never_taken_twice()
    {
        var now = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local);
        var names = Enumerable
            .Range(0, 3)
            .Select(_ => RunFolder.CreateIn(Tiny.Folder["many"], "a", now).Name)
            .ToArray();
        Assert.Equal(["a-20260102-030405", "a-20260102-030405-2", "a-20260102-030405-3"], names);
    }
}
