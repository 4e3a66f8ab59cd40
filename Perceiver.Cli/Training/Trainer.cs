using System.Diagnostics;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// The loop around the pure step: batches in, states on, and every so often something written down. It owns the current
/// state's tensors.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const int StepsPerLine = 10;

    private readonly TrainingJob _job;
    private readonly TrainingConfig _config;
    private readonly MetricsLog _log;
    private readonly RunSaver _saver;
    private readonly NonFiniteSteps _nonFinite;
    private readonly SpeedMeter _speed = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly double _secondsBefore;
    private TrainState<PerceiverParameters> _state;
    private Progress _progress;
    private double _learningRate;
    private double _waited;
    private double _stepping;
    private double _epochWaiting;
    private readonly WaitingSteps _waiting;
    private readonly bool _reads;

    /// <summary>Starts at a state, which belongs to the trainer from here on.</summary>
    public Trainer(TrainingJob job, TrainState<PerceiverParameters> state, Progress progress)
    {
        (_job, _state, _progress) = (job, state.Keep(), progress);
        _config = job.Model.Config.Training;
        _log = MetricsLog.Open(job.Folder, progress, job.Figures, job.Display.Say);
        _saver = new RunSaver(job, _log);
        _nonFinite = new NonFiniteSteps(job, _log, _saver.Store);
        _secondsBefore = progress.Seconds;

        // A step that may be left out must be known to be bad before the next one starts.
        var canWait = _config.NonFinite == NonFinitePolicy.Stop;
        _waiting = new WaitingSteps(canWait ? job.Machine.Can.StepsPerReading : 1);
        _reads = !canWait || job.Machine.Can.StepsPerReading == 1;
    }

    /// <summary>What the run has seen.</summary>
    public Progress Progress => _progress with { Seconds = _secondsBefore + _clock.Elapsed.TotalSeconds };

    /// <summary>Share of the steps' time in which they waited for batches, in this part of the run; null before the first.</summary>
    public double? Waiting => _stepping > 0 ? _waited / _stepping : null;

    /// <summary>Updates done.</summary>
    public long Step => _state.Step;

    /// <summary>Trains to the end, or until interrupted. True at the end.</summary>
    public bool Run()
    {
        while (_state.Data.Epoch < _config.Epochs && !Ended && !_state.Stopping.Ends(_config.EarlyStopping))
        {
            if (_nonFinite.NeedsEpochStart && _state.Data.Step == 0)
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
        _waiting.Dispose();
        _state.Release();
        _log.Dispose();
    }

    private bool Ended => _state.Step >= _job.TotalSteps && _state.Data.Step == 0;

    // The rest of the current epoch. False when interrupted.
    private bool Steps()
    {
        _speed.Restart();
        var start = _clock.Elapsed;
        using var batches = new EpochBatches(_job, _state);
        try
        {
            foreach (var batch in batches.Items())
            {
                var updated = _reads ? Advance(batch) : Begin(batch);
                if (_job.Interruption.Requested)
                {
                    Read();
                    return false;
                }

                if (updated && _saver.IsDue(_state.Step))
                {
                    Read();
                    Save(CheckpointStore.Last);
                }
            }

            Read();
            return true;
        }
        finally
        {
            var seconds = (_clock.Elapsed - start).TotalSeconds;
            _epochWaiting = seconds > 0 ? batches.Waited / seconds : 0;
            (_waited, _stepping) = (_waited + batches.Waited, _stepping + seconds);
        }
    }

    // Whether the weights were updated, or could have been.
    private bool Advance(TrainingBatch batch)
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
            _state = _nonFinite.LeaveOut(_state, _progress.BadSteps, metrics, part, nonFinite);
            _progress = _progress with { BadSteps = _progress.BadSteps + 1 };
            return part.Completes;
        }

        var place = new StepPlace(next.Step, _state.Data, part);
        _state.Release();
        _state = next;
        Count(metrics, place);
        return metrics.Updated;
    }

    // The same, but what the step tells waits on the device.
    private bool Begin(TrainingBatch batch)
    {
        var part = UpdatePart.Of(_config, _state.Data.Step, _job.Data.Train.Count);
        var (next, metrics) = ShardedStep.Begin(_job.Model.Config, _state, batch, part, _job.TotalSteps, _job.Machine);
        _waiting.Add(metrics, new StepPlace(next.Step, _state.Data, part));
        _state.Release();
        _state = next;
        if (_waiting.IsFull)
        {
            Read();
        }

        return metrics.Updated;
    }

    private void Read()
    {
        foreach (var (metrics, place) in _waiting.Take())
        {
            if (!double.IsFinite(metrics.Loss) || !double.IsFinite(metrics.GradientNorm))
            {
                // The policy is to stop: nothing that came after it was saved.
                var before = _state with
                {
                    Step = place.Step - (metrics.Updated ? 1 : 0),
                    Data = place.Data,
                };
                var where = double.IsFinite(metrics.Loss) ? "the gradient's norm" : "the loss";
                _ = _nonFinite.LeaveOut(before, _progress.BadSteps, metrics, place.Part, where);
            }

            Count(metrics, place);
        }
    }

    private void Count(StepMetrics metrics, StepPlace place)
    {
        _learningRate = metrics.LearningRate;
        _progress = _progress with
        {
            LossSum = _progress.LossSum + (metrics.Loss * metrics.Examples),
            RightSum = _progress.RightSum + metrics.Right,
            AskedSum = _progress.AskedSum + metrics.Asked,
            Examples = _progress.Examples + metrics.Examples,
            BadSteps = metrics.Updated ? 0 : _progress.BadSteps,
        };
        _speed.Step(metrics.Examples);
        if (metrics.Updated && place.Step % StepsPerLine == 0)
        {
            _log.Step(StepLine.Of(place.Step, place.Data.Epoch + 1, metrics));
        }

        _job.Display.Step(Report(metrics.Loss));
    }

    // Validation, the epoch's row, and its checkpoints. False when interrupted.
    private bool EndEpoch()
    {
        var end = new EpochEnd(_job, _log).Run(_state, Progress, _learningRate, _speed.ImagesPerSecond, _epochWaiting);
        if (end is null)
        {
            return false;
        }

        (_state, _progress) = (end.State, end.Progress);
        if (end.IsBest)
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

    private void Save(string name) => _saver.Save(name, _state, Progress);

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
            _job.Figures.Trained(_progress.RightSum, _progress.AskedSum),
            _speed.ImagesPerSecond,
            (_job.TotalSteps - _state.Step) * _config.Accumulation * _speed.SecondsPerStep,
            batchLoss,
            Environment.WorkingSet
        );
    }
}
