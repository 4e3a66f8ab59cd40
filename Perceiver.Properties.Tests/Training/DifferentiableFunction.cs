using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>One function of the model, as a function of its tensors.</summary>
/// <param name="Name">Type and member; what stands after a space tells variants apart.</param>
/// <param name="Shapes">Shapes of the tensors that it can be differentiated by.</param>
/// <param name="Apply">The function of those; all that it gives, side by side where that is several tensors.</param>
/// <param name="Flat">
/// Those of the tensors on which the value does not depend at all, as a softmax does not on what is added to all its scores.
/// </param>
public sealed record DifferentiableFunction(
    string Name,
    long[][] Shapes,
    Func<Tensor[], Tensor> Apply,
    params int[] Flat
);
