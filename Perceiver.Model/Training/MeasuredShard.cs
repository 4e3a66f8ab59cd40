using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What one shard adds to the step, before anybody reads a number of it: nothing here waits for the device.</summary>
/// <typeparam name="P">The parameters' type.</typeparam>
/// <param name="Gradients">The shard's part of the gradient of the batch's mean loss.</param>
/// <param name="Figures">Its part of the mean loss, how many answers are right, and how many could be; float64, <c>[3]</c>.</param>
/// <param name="Examples">How many examples it has.</param>
public sealed record MeasuredShard<P>(P Gradients, Tensor Figures, int Examples)
    where P : IParameterTree<P>
{
    /// <summary>What the model's batch norms saw of the shard; empty for most models.</summary>
    public ModelStatistics Seen { get; init; } = ModelStatistics.None;

    /// <summary>Every tensor in it.</summary>
    public IEnumerable<Tensor> Leaves() => [.. Gradients.Leaves(), Figures, .. Seen.Leaves()];

    /// <summary>The same with its numbers read.</summary>
    public ShardGradients<P> Read()
    {
        using var scope = NewDisposeScope();
        var numbers = Figures.cpu().data<double>().ToArray();
        return new(Gradients, numbers[0], (int)numbers[1], Examples, (int)numbers[2]) { Seen = Seen };
    }
}
