namespace Perceiver.Cli;

/// <summary>What a model answered to one example, and what it should have.</summary>
internal readonly ref struct ExampleAnswer
{
    /// <summary>All of the answer's numbers, row-major.</summary>
    public ReadOnlySpan<float> Answer { get; init; }

    /// <summary>Classes or tokens, where such are wanted; otherwise empty.</summary>
    public ReadOnlySpan<long> Labels { get; init; }

    /// <summary>Numbers, where such are wanted; otherwise empty.</summary>
    public ReadOnlySpan<float> Values { get; init; }
}
