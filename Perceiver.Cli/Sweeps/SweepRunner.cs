namespace Perceiver.Cli;

/// <summary>Trains one run of a sweep, from its start or from where it stopped.</summary>
internal sealed class SweepRunner(
    Surroundings surroundings,
    Interruption interruption,
    ITrainingDisplay display,
    IFiles files
)
{
    /// <summary>Trains a run; gives what it failed with, or null.</summary>
    /// <exception cref="CommandFailure">Nothing of it could be begun: what is wrong is wrong for all runs.</exception>
    public string? Train(RunFolder run, LoadedConfig config, TrainOptions options)
    {
        try
        {
            if (IsBegun(run, config))
            {
                Session(options).Resume(run.Path);
            }
            else
            {
                Session(options with { Out = run.Path }).Start(config);
            }

            return null;
        }
        catch (CommandFailure failure) when (RunHistory.Read(run).LastOrDefault()?.Detail == failure.Message)
        {
            // Training went astray: of this run, not of the sweep.
            display.Say($"failed: {failure.Message}");
            return failure.Message;
        }
    }

    /// <summary>Tests the best weights of a run that came to its end.</summary>
    public void Test(RunFolder run, TrainOptions options) => Session(options).Resume(run.Path);

    // A process that was killed may have left the beginnings of a folder, in which there is nothing yet.
    private static bool IsBegun(RunFolder run, LoadedConfig config)
    {
        if (!Directory.Exists(run.Path))
        {
            return false;
        }

        if (File.Exists(run.CanonicalConfig) && File.ReadAllText(run.CanonicalConfig) == config.Canonical)
        {
            return true;
        }

        if (Directory.EnumerateFileSystemEntries(run.Checkpoints).Any())
        {
            throw new CommandFailure($"{run.Path} holds a run of another config; move it away, then resume the sweep.");
        }

        Directory.Delete(run.Path, recursive: true);
        return false;
    }

    private TrainSession Session(TrainOptions options) => new(surroundings, options, interruption, display, files);
}
