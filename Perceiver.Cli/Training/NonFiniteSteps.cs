using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>What becomes of a run after a step that was not finite: it ends, goes on, or goes back to the epoch's start.</summary>
/// <param name="job">What is trained.</param>
/// <param name="log">Where such steps are noted.</param>
/// <param name="store">The checkpoints, among them that of the epoch's start where the config may go back to it.</param>
internal sealed class NonFiniteSteps(TrainingJob job, MetricsLog log, CheckpointStore store)
{
    private const int Most = 10;

    private readonly NonFinitePolicy _policy = job.Model.Config.Training.NonFinite;

    /// <summary>Whether a checkpoint of the epoch's start is needed before its first step.</summary>
    public bool NeedsEpochStart => _policy == NonFinitePolicy.RollBack;

    /// <summary>The state after the batch, and what waited with it, is left out; the step counts as done.</summary>
    /// <param name="state">The state before the batch, which this takes over.</param>
    /// <param name="badSteps">How many such steps came right before this one.</param>
    /// <param name="metrics">What the step told.</param>
    /// <param name="part">Which part of an update the batch is.</param>
    /// <param name="where">The first that was not finite.</param>
    /// <exception cref="CommandFailure">The config says to stop, or there were too many of them in a row.</exception>
    public TrainState<PerceiverParameters> LeaveOut(
        TrainState<PerceiverParameters> state,
        int badSteps,
        StepMetrics metrics,
        UpdatePart part,
        string where
    )
    {
        if (_policy == NonFinitePolicy.Stop || badSteps + 1 >= Most)
        {
            throw Diverged(state, metrics, where);
        }

        var (step, batch) = (state.Step + 1, state.Data.Step + 1);
        var line = new NonFiniteLine("non_finite", step, state.Data.Epoch + 1, batch, where, _policy);
        log.NonFinite(line);
        var kept = _policy == NonFinitePolicy.RollBack ? RollBack(state) : state;
        kept.Pending?.Release();
        var done = _policy == NonFinitePolicy.Skip ? "left out" : "gone back to the epoch's first weights";
        job.Display.Say($"step {step} (epoch {line.Epoch}, batch {batch}): {where} is not finite; {done}.");
        return kept with
        {
            Pending = null,
            Step = part.Completes ? step : kept.Step,
            Data = kept.Data with { Step = batch },
        };
    }

    private TrainState<PerceiverParameters> RollBack(TrainState<PerceiverParameters> state)
    {
        var reader = new CheckpointReader(job.Model, job.Machine.Device);
        var start = reader.Load(store, [CheckpointStore.EpochStart], job.Display.Say);
        if (start.Manifest.Epoch != state.Data.Epoch)
        {
            start.Release();
            throw new CommandFailure(
                $"the checkpoint of this epoch's start is gone from {job.Folder.Checkpoints}: nothing to go back to."
            );
        }

        state.Release();
        return start.State with { Step = state.Step, Data = state.Data };
    }

    private static CommandFailure Diverged(TrainState<PerceiverParameters> state, StepMetrics metrics, string where) =>
        new(
            $"training went astray at step {state.Step + 1} (epoch {state.Data.Epoch + 1}, batch "
                + $"{state.Data.Step + 1}): {where} is not finite (loss {Numbers.Exact(metrics.Loss)}, gradient norm "
                + $"{Numbers.Exact(metrics.GradientNorm)}). No checkpoint was overwritten. A lower training.optimizer.learning_rate, a training.clip_norm or a "
                + "longer warm-up usually helps."
        );
}
