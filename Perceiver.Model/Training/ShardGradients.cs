using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What one shard adds to its batch's step. Shards of one batch simply add up.</summary>
/// <typeparam name="P">The parameters' type.</typeparam>
/// <param name="Gradients">The shard's part of the gradient of the batch's mean loss.</param>
/// <param name="Loss">The shard's part of the batch's mean loss.</param>
/// <param name="Correct">How many of its answers are right.</param>
/// <param name="Examples">How many examples it has.</param>
/// <param name="Asked">How many answers could be right: of a classifier one for each example.</param>
public sealed record ShardGradients<P>(P Gradients, double Loss, int Correct, int Examples, int Asked)
    where P : IParameterTree<P>
{
    /// <summary>What the model's batch norms saw of the shard; empty for most models.</summary>
    public ModelStatistics Seen { get; init; } = ModelStatistics.None;

    /// <summary>Every tensor in it.</summary>
    public IEnumerable<Tensor> Leaves() => [.. Gradients.Leaves(), .. Seen.Leaves()];

    /// <summary>Takes every tensor in it out of all dispose scopes; then its owner frees it with <see cref="Release"/>.</summary>
    public ShardGradients<P> Keep()
    {
        Gradients.Keep();
        Seen.Keep();
        return this;
    }

    /// <summary>Frees every tensor in it; only its owner may.</summary>
    public void Release()
    {
        Gradients.Release();
        Seen.Release();
    }
}
