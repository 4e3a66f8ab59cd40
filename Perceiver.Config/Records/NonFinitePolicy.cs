namespace Perceiver.Config;

/// <summary>What to do with a step whose input, loss or gradient is not a finite number.</summary>
public enum NonFinitePolicy
{
    /// <summary>End the run with a message; the checkpoints stay as they are.</summary>
    Stop,

    /// <summary>Leave out the update and go on; ten such steps in a row end the run.</summary>
    Skip,

    /// <summary>Go back to the weights at the start of the epoch and go on after the batch; ten in a row end the run.</summary>
    RollBack,
}
