using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>One operator as the product uses it.</summary>
/// <param name="Name">Its name, for the list of tests; what stands after a space tells variants apart.</param>
/// <param name="Shapes">Shapes of its floating-point inputs.</param>
/// <param name="Apply">The call.</param>
/// <param name="Derivative">Whether there is one to compare.</param>
/// <param name="Positive">Whether the inputs must be positive.</param>
public sealed record OperationCase(
    string Name,
    long[][] Shapes,
    Func<Tensor[], Tensor> Apply,
    bool Derivative = true,
    bool Positive = false
);
