namespace Perceiver.Config;

/// <summary>What the backward pass computes anew.</summary>
public enum Recompute
{
    /// <summary>Nothing: all that it needs is kept.</summary>
    Nothing,

    /// <summary>Each block from its input, so that only inputs of blocks are kept.</summary>
    Blocks,
}
