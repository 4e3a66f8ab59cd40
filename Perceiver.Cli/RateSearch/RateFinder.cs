using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Trains along a ramp of learning rates until the loss is lost: the config's own steps, but for the schedule.</summary>
/// <param name="model">The model.</param>
/// <param name="data">Its data; only the training examples are looked at.</param>
/// <param name="machine">The threads, and where it computes.</param>
/// <param name="runsFolder">Where a run is looked for that the config starts from.</param>
internal sealed class RateFinder(ModelBuilder model, DataSplits data, Machine machine, string runsFolder)
{
    private readonly PixelStatistics _statistics = PixelStatistics.Of(data.Train);

    /// <summary>The trials, up to the first that is lost.</summary>
    /// <param name="ramp">The rates.</param>
    /// <param name="progress">Is told each trial.</param>
    /// <param name="stop">Whether to stop before the next.</param>
    public LearningRateSearch Run(LearningRateRamp ramp, Action<LearningRateSearch> progress, Func<bool> stop)
    {
        var search = LearningRateSearch.Empty;
        TrainState<PerceiverParameters> state;
        using (NewDisposeScope())
        {
            state = FirstState.Of(model, machine.Device, runsFolder).Keep();
        }

        try
        {
            for (var step = 1; step <= ramp.Steps && !search.HasDiverged && !stop(); step++)
            {
                search = search.Add(ramp.At(step), Update(At(ramp.At(step)), ref state));
                progress(search);
            }
        }
        finally
        {
            state.Release();
        }

        return search;
    }

    private PerceiverConfig At(double rate)
    {
        var training = model.Config.Training;
        return model.Config with
        {
            Training = training with
            {
                Optimizer = training.Optimizer with { LearningRate = rate },
                Schedule = new ScheduleConfig.Constant(0),
            },
        };
    }

    // One update, of as many batches as the config says; its mean loss.
    private double Update(PerceiverConfig config, ref TrainState<PerceiverParameters> state)
    {
        var (loss, examples, updated) = (0.0, 0, false);
        while (!updated)
        {
            using var scope = NewDisposeScope();
            var part = UpdatePart.Of(config.Training, state.Data.Step, data.Train.Count);
            var (next, metrics, nonFinite) = ShardedStep.Run(config, state, Batch(config, state), part, 1, machine);
            state.Release();
            state = next;
            if (state.Data.Step * (long)config.Training.BatchSize >= data.Train.Count)
            {
                state = state with { Data = new Cursor(state.Data.Epoch + 1, 0) };
            }

            loss += nonFinite is null ? metrics.Loss * metrics.Examples : double.NaN;
            examples += metrics.Examples;
            updated = metrics.Updated;
        }

        return loss / examples;
    }

    private TrainingBatch Batch(PerceiverConfig config, TrainState<PerceiverParameters> state)
    {
        var order = Batches.Order(state.Key, state.Data.Epoch, data.Train.Count);
        var start = state.Data.Step * config.Training.BatchSize;
        var indices = order.AsSpan(start, Math.Min(config.Training.BatchSize, order.Length - start));
        var key = state.Key.Fold("augmentation").Fold(state.Data.Epoch);
        return Batches.Of(config, _statistics, data.Train, indices, key);
    }
}
