namespace Perceiver.Model;

/// <summary>Where a step writes the state after it.</summary>
public enum StateBuffers
{
    /// <summary>To tensors of its own: the state before stays as it was.</summary>
    New,

    /// <summary>
    /// Over the state before, which is given away: it may be released and nothing else. The same bits, without a second
    /// copy of weights and moments.
    /// </summary>
    Reused,
}
