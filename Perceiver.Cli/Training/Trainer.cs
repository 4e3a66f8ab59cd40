using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// The loop around the pure step: batches in, states on, and every so often something written down. It owns the current
/// state's tensors.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const int StepsPerLine = 10;
    private const int MostBadSteps = 10;

    private readonly TrainingJob _job;
    private readonly TrainingConfig _config;
    private readonly CheckpointStore _store;
    private readonly MetricsLog _log;
    private readonly SpeedMeter _speed = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly double _secondsBefore;
    private TrainState<PerceiverParameters> _state;
    private Progress _progress;
    private double _learningRate;

    /// <summary>Starts at a state, which belongs to the trainer from here on.</summary>
    public Trainer(TrainingJob job, TrainState<PerceiverParameters> state, Progress progress)
    {
        (_job, _state, _progress) = (job, state.Keep(), progress);
        _config = job.Model.Config.Training;
        _store = new CheckpointStore(job.Folder.Checkpoints, job.Files);
        _log = MetricsLog.Open(job.Folder, progress);
        _secondsBefore = progress.Seconds;
    }

    /// <summary>What the run has seen.</summary>
    public Progress Progress => _progress with { Seconds = _secondsBefore + _clock.Elapsed.TotalSeconds };

    /// <summary>Updates done.</summary>
    public long Step => _state.Step;

    /// <summary>Trains to the end, or until interrupted. True at the end.</summary>
    public bool Run()
    {
        while (_state.Data.Epoch < _config.Epochs && !Ended && !_state.Stopping.Ends(_config.EarlyStopping))
        {
            if (_config.NonFinite == NonFinitePolicy.RollBack && _state.Data.Step == 0)
            {
                Save(CheckpointStore.EpochStart);
            }

            if (!Steps() || !EndEpoch())
            {
                Save(CheckpointStore.Last);
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _state.Release();
        _log.Dispose();
    }

    private bool Ended => _state.Step >= _job.TotalSteps && _state.Data.Step == 0;

    // The rest of the current epoch. False when interrupted.
    private bool Steps()
    {
        var epoch = _state.Data.Epoch;
        var order = Batches.Order(_state.Key, epoch, _job.Data.Train.Count);
        var augmentation = _state.Key.Fold("augmentation").Fold(epoch);
        var from = _state.Data.Step;
        // Batches of the updates that are left; the first of them may have begun.
        var together = _config.Accumulation;
        var to = (int)Math.Min(_job.StepsPerEpoch, ((from / together) + _job.TotalSteps - _state.Step) * together);
        _speed.Restart();
        using var batches = new Prefetcher<LabelledImages>(from, to, Make, Release);
        foreach (var batch in batches.Items())
        {
            bool updated;
            try
            {
                updated = Advance(batch);
            }
            finally
            {
                Release(batch);
            }

            if (_job.Interruption.Requested)
            {
                return false;
            }

            if (updated && _config.Checkpoint.EverySteps is { } every && _state.Step % every == 0)
            {
                Save(CheckpointStore.Last);
            }
        }

        return true;

        LabelledImages Make(int step)
        {
            var size = _config.BatchSize;
            var indices = order.AsSpan(step * size, Math.Min(size, order.Length - (step * size)));
            var made = Batches.Make(_job.Model.Config, _job.Statistics, _job.Data.Train, indices, augmentation);
            var images = made.Images.Pixels.DetachFromDisposeScope();
            var labels = made.Labels.DetachFromDisposeScope();
            return new LabelledImages(new ImageBatch(images), labels, made.Targets?.DetachFromDisposeScope());
        }

        static void Release(LabelledImages batch)
        {
            batch.Images.Pixels.Dispose();
            batch.Labels.Dispose();
            batch.Targets?.Dispose();
        }
    }

    // Whether the weights were updated, or could have been.
    private bool Advance(LabelledImages batch)
    {
        var part = UpdatePart.Of(_config, _state.Data.Step, _job.Data.Train.Count);
        var (next, metrics, nonFinite) = ShardedStep.Run(
            _job.Model.Config,
            _state,
            batch,
            part,
            _job.TotalSteps,
            _job.Machine
        );
        if (nonFinite is not null)
        {
            next.Release();
            LeaveOut(metrics, part, nonFinite);
            return part.Completes;
        }

        _state.Release();
        _state = next;
        _learningRate = metrics.LearningRate;
        _progress = _progress with
        {
            LossSum = _progress.LossSum + (metrics.Loss * metrics.Examples),
            RightSum = _progress.RightSum + Math.Round(metrics.Accuracy * metrics.Examples),
            Examples = _progress.Examples + metrics.Examples,
            BadSteps = metrics.Updated ? 0 : _progress.BadSteps,
        };
        _speed.Step(metrics.Examples);
        if (metrics.Updated && _state.Step % StepsPerLine == 0)
        {
            var (loss, norm) = (metrics.Loss, metrics.GradientNorm);
            var epoch = _state.Data.Epoch + 1;
            _log.Step(new StepLine("step", _state.Step, epoch, loss, metrics.Accuracy, norm, metrics.LearningRate));
        }

        _job.Display.Step(Report(metrics.Loss));
        return metrics.Updated;
    }

    // The batch, and what waited with it, changes nothing; the step counts as done.
    private void LeaveOut(StepMetrics metrics, UpdatePart part, string where)
    {
        if (_config.NonFinite == NonFinitePolicy.Stop || _progress.BadSteps + 1 >= MostBadSteps)
        {
            throw Diverged(metrics, where);
        }

        var (step, batch) = (_state.Step + 1, _state.Data.Step + 1);
        var line = new NonFiniteLine("non_finite", step, _state.Data.Epoch + 1, batch, where, _config.NonFinite);
        _log.NonFinite(line);
        if (_config.NonFinite == NonFinitePolicy.RollBack)
        {
            RollBack();
        }

        _state.Pending?.Release();
        _state = _state with
        {
            Pending = null,
            Step = part.Completes ? step : _state.Step,
            Data = _state.Data with { Step = batch },
        };
        _progress = _progress with { BadSteps = _progress.BadSteps + 1 };
        var done = _config.NonFinite == NonFinitePolicy.Skip ? "left out" : "gone back to the epoch's first weights";
        _job.Display.Say($"step {step} (epoch {line.Epoch}, batch {batch}): {where} is not finite; {done}.");
    }

    private void RollBack()
    {
        var reader = new CheckpointReader(_job.Model, _job.Machine.Device);
        var start = reader.Load(_store, [CheckpointStore.EpochStart], _job.Display.Say);
        var (step, data) = (_state.Step, _state.Data);
        if (start.Manifest.Epoch != data.Epoch)
        {
            start.Release();
            throw new CommandFailure(
                $"the checkpoint of this epoch's start is gone from {_job.Folder.Checkpoints}: nothing to go back to."
            );
        }

        _state.Release();
        _state = start.State with { Step = step, Data = data };
    }

    // Validation, the epoch's row, and its checkpoints. False when interrupted.
    private bool EndEpoch()
    {
        Scores? validation = null;
        if (_job.Data.Validation.Count > 0)
        {
            var evaluator = new Evaluator(_job.Model, _job.Statistics, _job.Machine.Workers, _job.Machine.Device);
            var set = _job.Data.Validation;
            var result = evaluator.Evaluate(
                _state.Weights,
                set,
                _job.Classes,
                done => _job.Display.Evaluating("validation", done, set.Count),
                () => _job.Interruption.Requested
            );
            if (result is null)
            {
                return false;
            }

            validation = result.Scores;
        }

        var count = Math.Max(1, _progress.Examples);
        var number = _state.Data.Epoch + 1;
        var rate = _learningRate > 0 ? _learningRate : LastLearningRate();
        var row = new EpochRow(
            number,
            _state.Step,
            rate,
            _progress.LossSum / count,
            _progress.RightSum / count,
            validation
        );
        var best = Judgement.IsBest(_config, validation, _progress);
        var seconds = Progress.Seconds;
        _log.Epoch(row);
        Timings.Append(_job.Folder, number, seconds, _speed.ImagesPerSecond);
        _state = Judgement.After(_config, _state, validation) with { Data = new Cursor(_state.Data.Epoch + 1, 0) };
        _progress = _progress with
        {
            Epochs = _progress.Epochs.Add(row),
            Best = best ? number : _progress.Best,
            BestValue = best ? Judgement.Figure(_config, validation) : _progress.BestValue,
            LossSum = 0,
            RightSum = 0,
            Examples = 0,
        };
        _job.Display.Epoch(row, _config.Epochs, seconds, _speed.ImagesPerSecond, best);
        if (best)
        {
            Save(CheckpointStore.Best);
        }

        Save(CheckpointStore.Last);
        if (_state.Stopping.Ends(_config.EarlyStopping))
        {
            _job.Display.Say(
                $"stopping early: no improvement for {_state.Stopping.Wait} epochs; the weights of epoch "
                    + $"{_progress.Best} count."
            );
        }

        return true;
    }

    // Where an epoch ends right after a resume, no step of this process has told the learning rate.
    private double LastLearningRate() =>
        Schedules.LearningRate(_config.Optimizer, _config.Schedule, _state.Step, _job.TotalSteps)
        * _state.Plateau.Factor;

    private void Save(string name)
    {
        _log.Sync();
        _progress = _progress with { CsvLength = _log.CsvLength, LinesLength = _log.LinesLength };
        var manifest = new Manifest(
            Manifest.CurrentFormat,
            ProgramVersion.Current,
            _job.Model.Name,
            _job.Model.Hash,
            _state.Step,
            _state.Data.Epoch,
            _state.Data.Step,
            string.Create(CultureInfo.InvariantCulture, $"{_state.Key.High:x16}{_state.Key.Low:x16}"),
            [.. _job.Statistics.Mean],
            [.. _job.Statistics.Deviation],
            [.. _job.Data.ClassNames],
            [_job.Data.Train.Count, _job.Data.Validation.Count, _job.Data.Test.Count],
            Progress,
            _state.Plateau,
            _state.Stopping,
            ImmutableSortedDictionary<string, string>.Empty
        );
        _store.Save(name, _state, manifest);
    }

    private StepReport Report(double batchLoss)
    {
        var count = Math.Max(1, _progress.Examples);
        return new StepReport(
            _state.Data.Epoch + 1,
            _config.Epochs,
            _state.Data.Step,
            _job.StepsPerEpoch,
            _state.Step,
            _job.TotalSteps,
            _progress.LossSum / count,
            _progress.RightSum / count,
            _speed.ImagesPerSecond,
            (_job.TotalSteps - _state.Step) * _config.Accumulation * _speed.SecondsPerStep,
            batchLoss,
            Environment.WorkingSet
        );
    }

    private CommandFailure Diverged(StepMetrics metrics, string where) =>
        new(
            $"training went astray at step {_state.Step + 1} (epoch {_state.Data.Epoch + 1}, batch "
                + $"{_state.Data.Step + 1}): {where} is not finite (loss {Numbers.Exact(metrics.Loss)}, gradient norm "
                + $"{Numbers.Exact(metrics.GradientNorm)}). No checkpoint was overwritten. A lower training.optimizer.learning_rate, a training.clip_norm or a "
                + "longer warm-up usually helps."
        );
}
