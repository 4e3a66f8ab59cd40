namespace Perceiver.Model;

/// <summary>What one shard adds to its batch's step. Shards of one batch simply add up.</summary>
/// <typeparam name="P">The parameters' type.</typeparam>
/// <param name="Gradients">The shard's part of the gradient of the batch's mean loss.</param>
/// <param name="Loss">The shard's part of the batch's mean loss.</param>
/// <param name="Correct">How many of its answers are right.</param>
/// <param name="Examples">How many examples it has.</param>
/// <param name="Asked">How many answers could be right: of a classifier one for each example.</param>
public sealed record ShardGradients<P>(P Gradients, double Loss, int Correct, int Examples, int Asked)
    where P : IParameterTree<P>;
