using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What a model keeps of the data it was trained on, besides its weights: the running mean and variance of each batch norm.
/// It is a value of its own: training makes the next one from the last and from what a forward pass has seen, evaluation
/// reads it. Names, order and shapes of the leaves are those of <c>Shapes.Buffers(config)</c>; most models keep nothing.
/// </summary>
/// <param name="Stem">For each convolution in front that has a batch norm.</param>
/// <param name="Modalities">For each of several inputs.</param>
[ParameterTree]
public sealed partial record ModelStatistics(
    EquatableArray<StemStatistics> Stem,
    EquatableArray<ModalityStatistics> Modalities
)
{
    // How much one forward pass counts (PyTorch's default, and one minus DeepMind's decay).
    private const double Momentum = 0.1;

    /// <summary>What a model without batch norms keeps.</summary>
    public static ModelStatistics None { get; } = new([], []);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => this.Leaves().Count == 0;

    /// <summary>The running statistics after a forward pass: a tenth of what it saw, and nine of what was known before.</summary>
    /// <param name="seen">
    /// Mean and variance of the pass's own examples; empty where the model has no batch norm, which changes nothing.
    /// </param>
    /// <remarks>Where nothing is known yet it starts from mean 0 and variance 1. The caller owns the result.</remarks>
    public ModelStatistics After(ModelStatistics seen)
    {
        if (seen.IsEmpty)
        {
            return this;
        }

        var known = IsEmpty ? seen.MapNamed(First) : this;
        return known.Zip(seen, (old, now) => old.mul(1 - Momentum).add(now.mul(Momentum)));
    }

    private static Tensor First(string name, Tensor like) =>
        name.EndsWith("variance", StringComparison.Ordinal) ? ones_like(like) : zeros_like(like);
}
