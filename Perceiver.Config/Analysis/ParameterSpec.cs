namespace Perceiver.Config;

/// <summary>One parameter of a model: its path, its shape and how it starts. A scalar has an empty shape.</summary>
public sealed record ParameterSpec(string Name, EquatableArray<int> Shape, InitConfig Init)
{
    /// <summary>How many numbers it holds.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
