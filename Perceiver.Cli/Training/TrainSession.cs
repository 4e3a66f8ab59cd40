using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>A training run from the command's words to its summary: config, engine, data, folder, loop, test.</summary>
/// <param name="surroundings">Streams and environment.</param>
/// <param name="options">What was asked.</param>
/// <param name="interruption">Who may stop it.</param>
/// <param name="display">Who watches.</param>
/// <param name="files">The disk that checkpoints go to.</param>
public sealed class TrainSession(
    Surroundings surroundings,
    TrainOptions options,
    Interruption interruption,
    ITrainingDisplay display,
    IFiles files
)
{
    /// <summary>Trains a config from its start.</summary>
    public RunSummary Start(string config) =>
        Start(new ConfigSource(surroundings.Error).Load(config, options.Overrides));

    /// <summary>Trains a config that was read already, from its start.</summary>
    public RunSummary Start(LoadedConfig loaded)
    {
        using var machine = Machine.Start(loaded.Model.Config, options.Threads, options.Device);
        var data = LoadData(loaded.Model, options.Data);
        // Before there is a folder: what it starts from may be of another model.
        using var scope = NewDisposeScope();
        var first = FirstState.Of(loaded.Model, machine.Device, surroundings.RunsFolder);
        var folder = options.Out is { } path
            ? RunFolder.CreateAt(path)
            : RunFolder.CreateIn(surroundings.RunsFolder, loaded.Model.Name, DateTime.Now);
        using var taken = RunLock.Take(folder);
        WriteStart(folder, loaded);
        var job = Job(loaded.Model, data, PixelStatistics.Of(data.Train), folder, machine);
        Announce(job);
        return Train(job, first, Progress.None);
    }

    /// <summary>Goes on with a run; one that was stopped before its first checkpoint begins anew.</summary>
    public RunSummary Resume(string run)
    {
        var folder = RunLocator.Find(run, surroundings.RunsFolder);
        using var taken = RunLock.Take(folder);
        var loaded = new ConfigSource(surroundings.Error).OfRun(folder);
        var start = RunLocator.Read(folder);
        using var machine = Machine.Start(
            loaded.Model.Config,
            options.Threads ?? start?.Threads,
            options.Device ?? DeviceChoice.Written(start?.Device)
        );
        var data = LoadData(loaded.Model, options.Data ?? start?.Data);
        var store = new CheckpointStore(folder.Checkpoints, files);
        string[] names = [CheckpointStore.Last, CheckpointStore.Best];
        if (!names.Any(store.Has))
        {
            var anew = Job(loaded.Model, data, PixelStatistics.Of(data.Train), folder, machine);
            display.Say($"{folder.Path} stopped before its first checkpoint: it starts at step 0");
            return FromTheStart(anew);
        }

        var checkpoint = new CheckpointReader(loaded.Model, machine.Device).Load(store, names, display.Say);
        int[] sizes = [data.Train.Count, data.Validation.Count, data.Test.Count];
        if (!checkpoint.Manifest.DataSizes.SequenceEqual(sizes))
        {
            throw new CommandFailure(
                $"the data has changed since the run began: {string.Join(" + ", checkpoint.Manifest.DataSizes)} "
                    + $"examples then, {string.Join(" + ", sizes)} now (training + validation + test)."
            );
        }

        var job = Job(loaded.Model, data, checkpoint.Statistics, folder, machine);
        display.Say($"resuming {folder.Path} at step {checkpoint.State.Step} of {job.TotalSteps}");
        if (machine.Note is { } note)
        {
            display.Say(note);
        }

        return Train(job, checkpoint.State, checkpoint.Manifest.Progress);
    }

    private RunSummary FromTheStart(TrainingJob job)
    {
        using var scope = NewDisposeScope();
        return Train(job, FirstState.Of(job.Model, job.Machine.Device, surroundings.RunsFolder), Progress.None);
    }

    private DataSplits LoadData(ModelBuilder model, string? folder)
    {
        var data = DataSets.Load(model.Config, new DataLocation(folder)).OrFail();
        return data.Train.Count > 0 ? data : throw new CommandFailure("there are no training examples.");
    }

    private TrainingJob Job(
        ModelBuilder model,
        DataSplits data,
        PixelStatistics statistics,
        RunFolder folder,
        Machine machine
    ) => new(model, data, statistics, folder, files, display, interruption, machine);

    private void WriteStart(RunFolder folder, LoadedConfig loaded)
    {
        File.WriteAllText(folder.Config, loaded.Text);
        File.WriteAllText(folder.CanonicalConfig, loaded.Canonical);
        var data = options.Data is null ? null : Path.GetFullPath(options.Data);
        var start = new RunStart(
            loaded.Model.Name,
            RunHistory.Now,
            ProgramVersion.Current,
            data,
            options.Device?.ToString(),
            options.Threads,
            [.. options.Overrides.Select(setting => $"{setting.Path}={setting.Value}")]
        );
        File.WriteAllText(folder.Start, Json.Pretty(start) + "\n");
    }

    private void Announce(TrainingJob job)
    {
        var data = job.Data;
        display.Say(
            $"{job.Model.Name}: {Numbers.Count(job.Model.ParameterCount)} parameters; "
                + $"{Numbers.Count(data.Train.Count)} training, {Numbers.Count(data.Validation.Count)} validation, "
                + $"{Numbers.Count(data.Test.Count)} test examples; {Numbers.Count(job.TotalSteps)} steps"
        );
        display.Say($"run folder: {job.Folder.Path}");
        foreach (var note in RunNotes.Of(job))
        {
            surroundings.Error.WriteLine("perceiver: note: " + note);
        }

        if (job.Machine.Note is { } said)
        {
            display.Say(said);
        }
    }

    private RunSummary Train(TrainingJob job, TrainState<PerceiverParameters> state, Progress progress)
    {
        using var resident = ResidentData.Of(job.Data, job.Machine.Device, job.Machine.Can.ResidentBytes);
        var near = job with
        {
            Resident = resident,
            // What is left to do in memory is to draw numbers.
            BatchThreads = options.Workers ?? (resident.Train is null ? job.Machine.Preparers : 1),
        };
        using var trainer = new Trainer(near, state, progress);
        var beginning = progress == Progress.None ? HistoryLine.Started : HistoryLine.Resumed;
        RunHistory.Append(
            job.Folder,
            Line(beginning, state.Step, progress) with
            {
                Environment = RunEnvironment.Of(job.Machine),
            }
        );
        var finished = false;
        Scores? test = null;
        try
        {
            display.During(() =>
            {
                finished = trainer.Run();
                finished = finished && TestOnce(job, out test);
            });
        }
        catch (CommandFailure failure)
        {
            var line = Line(HistoryLine.Failed, trainer.Step, trainer.Progress);
            RunHistory.Append(job.Folder, line with { Detail = failure.Message });
            throw;
        }

        var last = trainer.Progress.Epochs.LastOrDefault();
        var best = trainer.Progress.Epochs.FirstOrDefault(row => row.Epoch == trainer.Progress.Best);
        var weights = Path.Combine(job.Folder.Checkpoints, CheckpointStore.Last, CheckpointStore.ParametersName);
        var summary = new RunSummary(
            job.Model.Name,
            job.Model.Hash,
            job.Folder.Path,
            finished ? RunSummary.Finished : RunSummary.Interrupted,
            job.Model.ParameterCount,
            trainer.Progress.Epochs.Length,
            trainer.Step,
            trainer.Progress.Best,
            last is null ? null : new TrainFigures(last.TrainLoss, job.Figures.Share, last.TrainShare),
            best?.Validation,
            test,
            trainer.Progress.Seconds,
            CheckpointStore.Digest(File.ReadAllBytes(weights)),
            trainer.Waiting
        );
        File.WriteAllText(job.Folder.Summary, Json.Pretty(summary) + "\n");
        var ending = finished ? HistoryLine.Finished : HistoryLine.Interrupted;
        RunHistory.Append(job.Folder, Line(ending, trainer.Step, trainer.Progress));
        if (trainer.Progress.Epochs.Length > 0)
        {
            Report(job.Folder);
        }

        return summary;
    }

    private static HistoryLine Line(string kind, long step, Progress progress) =>
        new(kind, RunHistory.Now, step, progress.Epochs.Length, ProgramVersion.Current);

    private void Report(RunFolder folder)
    {
        try
        {
            ReportWriter.Write([folder], folder.Report);
        }
        catch (CommandFailure failure)
        {
            // The run is as good without its page.
            display.Say(failure.Message);
        }
    }

    // The test examples are looked at here and nowhere else in training. False when interrupted.
    private bool TestOnce(TrainingJob job, out Scores? scores)
    {
        scores = null;
        if (options.NoTest || job.Data.Test.Count == 0)
        {
            return true;
        }

        var store = new CheckpointStore(job.Folder.Checkpoints, files);
        var best = new CheckpointReader(job.Model, job.Machine.Device).Load(store, [CheckpointStore.Best], display.Say);
        try
        {
            var evaluator = new Evaluator(
                job.Model,
                job.Statistics,
                job.Machine.Workers,
                job.Machine.Device,
                best.State.Statistics
            );
            var evaluation = evaluator.Evaluate(
                best.State.Weights,
                job.Data.Test,
                done => display.Evaluating("test", done, job.Data.Test.Count),
                () => interruption.Requested
            );
            if (evaluation is null)
            {
                return false;
            }

            scores = evaluation.Scores;
            var (config, tested) = (job.Model.Config, job.Data.Test);
            var baselines = SimpleBaselines.Of(config, job.Data, tested);
            var (step, names) = (best.State.Step, job.Data.ClassNames);
            TestFiles.Write(job.Folder, config.Task, step, evaluation, tested, names, baselines);
            TestPictures.Write(job, evaluator, best.State.Weights);
            if (tested is ImageSet images && !evaluation.Predictions.IsEmpty)
            {
                var attender = new Attender(
                    job.Model.Config,
                    job.Statistics,
                    job.Machine.Device,
                    best.State.Statistics
                );
                var (model, weights) = (job.Model.Config.Model, best.State.Weights);
                AttentionFiles.Write(job.Folder, model, attender, weights, images, evaluation.Predictions);
            }

            return true;
        }
        finally
        {
            best.Release();
        }
    }
}
