namespace Perceiver.Cli;

/// <summary>Counts examples one by one, in a fixed order, so that sums are the same bits each time.</summary>
internal abstract class Tally
{
    /// <summary>How many examples were counted.</summary>
    public int Examples { get; private set; }

    /// <summary>Counts one.</summary>
    public void Add(ExampleAnswer one)
    {
        Examples++;
        Count(one);
    }

    /// <summary>What they come to.</summary>
    public abstract Evaluation Result();

    /// <summary>Adds an example to the sums.</summary>
    protected abstract void Count(ExampleAnswer one);
}
