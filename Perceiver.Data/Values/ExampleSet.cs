namespace Perceiver.Data;

/// <summary>Examples in memory; a closed union with one case per kind of data. Tensors begin when a batch is made.</summary>
public abstract record ExampleSet
{
    private protected ExampleSet() { }

    /// <summary>How many examples there are.</summary>
    public abstract int Count { get; }
}
