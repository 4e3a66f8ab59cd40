namespace Perceiver.Cli;

/// <summary>Where a model looked in a text.</summary>
/// <param name="Tokens">The text's tokens; what the model read after them is padding.</param>
/// <param name="Stages">The maps of its cross-attends, in their order.</param>
public sealed record TextAttention(IReadOnlyList<long> Tokens, IReadOnlyList<LatentMaps> Stages);
