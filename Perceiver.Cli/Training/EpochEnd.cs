using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>What happens after an epoch's last step: validation, its row in the metrics, and who is best now.</summary>
/// <param name="job">What is trained.</param>
/// <param name="log">Where the row goes.</param>
internal sealed class EpochEnd(TrainingJob job, MetricsLog log)
{
    /// <summary>The run after the epoch, or null where it was interrupted on the way.</summary>
    /// <param name="state">The state after the epoch's last step.</param>
    /// <param name="progress">What the run has seen, with the time trained.</param>
    /// <param name="learningRate">That of the epoch's last step; 0 where no step of this process has told it.</param>
    /// <param name="imagesPerSecond">Lately.</param>
    /// <param name="waiting">Share of the epoch's steps' time in which they waited for batches.</param>
    public EndedEpoch? Run(
        TrainState<PerceiverParameters> state,
        Progress progress,
        double learningRate,
        double imagesPerSecond,
        double waiting
    )
    {
        var training = job.Model.Config.Training;
        if (!Validate(state, out var validation))
        {
            return null;
        }

        var count = Math.Max(1, progress.Examples);
        var number = state.Data.Epoch + 1;
        var row = new EpochRow(
            number,
            state.Step,
            learningRate > 0 ? learningRate : LearningRate(state),
            progress.LossSum / count,
            job.Figures.Trained(progress.RightSum, progress.AskedSum)?.Value,
            validation
        );
        var best = Judgement.IsBest(training, validation, progress);
        log.Epoch(row);
        Timings.Append(job.Folder, number, progress.Seconds, imagesPerSecond, waiting);
        job.Display.Epoch(row, training.Epochs, progress.Seconds, imagesPerSecond, best);
        return new EndedEpoch(
            Judgement.After(training, state, validation) with
            {
                Data = new Cursor(state.Data.Epoch + 1, 0),
            },
            progress with
            {
                Epochs = progress.Epochs.Add(row),
                Best = best ? number : progress.Best,
                BestValue = best ? Judgement.Figure(training, validation) : progress.BestValue,
                LossSum = 0,
                RightSum = 0,
                AskedSum = 0,
                Examples = 0,
            },
            best
        );
    }

    // False when interrupted.
    private bool Validate(TrainState<PerceiverParameters> state, out Scores? scores)
    {
        scores = null;
        var set = job.Data.Validation;
        if (set.Count == 0)
        {
            return true;
        }

        var evaluator = new Evaluator(
            job.Model,
            job.Statistics,
            job.Machine.Workers,
            job.Machine.Device,
            state.Statistics
        );
        scores = evaluator
            .Evaluate(
                state.Weights,
                set,
                done => job.Display.Evaluating("validation", done, set.Count),
                () => job.Interruption.Requested,
                job.Resident.Validation
            )
            ?.Scores;
        return scores is not null;
    }

    // Where an epoch ends right after a resume.
    private double LearningRate(TrainState<PerceiverParameters> state)
    {
        var training = job.Model.Config.Training;
        return Schedules.LearningRate(training.Optimizer, training.Schedule, state.Step, job.TotalSteps)
            * state.Plateau.Factor;
    }
}
