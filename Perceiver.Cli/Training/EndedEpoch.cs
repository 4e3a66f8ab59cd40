using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>A run at the end of an epoch.</summary>
/// <param name="State">The state before the next epoch; the same tensors as before.</param>
/// <param name="Progress">What the run has seen, this epoch included.</param>
/// <param name="IsBest">Whether its weights are the best so far.</param>
internal sealed record EndedEpoch(TrainState<PerceiverParameters> State, Progress Progress, bool IsBest);
