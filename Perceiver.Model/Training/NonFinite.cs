using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Finds where a step stopped being finite numbers.</summary>
public static class NonFinite
{
    /// <summary>The first that is not finite of input, loss and gradient, in words; null where all are.</summary>
    /// <param name="batch">What the step was given.</param>
    /// <param name="metrics">What it told.</param>
    /// <param name="shards">Its gradients.</param>
    public static string? Find<P>(TrainingBatch batch, StepMetrics metrics, IReadOnlyList<ShardGradients<P>> shards)
        where P : IParameterTree<P>
    {
        if (double.IsFinite(metrics.Loss) && double.IsFinite(metrics.GradientNorm))
        {
            return null;
        }

        using var scope = NewDisposeScope();
        for (var i = 0; i < batch.Examples; i++)
        {
            if (!batch.Inputs.Narrow(i, 1).Tensors.Where(IsNumbers).All(AllFinite))
            {
                return $"the input (example {i} of the batch)";
            }
        }

        if (!double.IsFinite(metrics.Loss))
        {
            return "the loss";
        }

        var leaves = shards.SelectMany(shard => shard.Gradients.Names().Zip(shard.Gradients.Leaves()));
        var found = leaves.FirstOrDefault(leaf => !AllFinite(leaf.Second)).First;
        return found is null ? "the gradient's norm" : $"the gradient of {found}";
    }

    private static bool IsNumbers(Tensor tensor) => tensor.dtype is ScalarType.Float32 or ScalarType.Float64;

    private static bool AllFinite(Tensor tensor) => tensor.isfinite().all().item<bool>();
}
