using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Where one attention looked.</summary>
/// <param name="Place">Which attention it was.</param>
/// <param name="Probabilities">
/// <c>[batch, heads, queries, inputs]</c>: how much each query took of each input, before any dropout. A row adds up to 1,
/// what is masked has 0; a row that may see nothing and reads zeros is all 0.
/// </param>
public sealed record AttentionMap(AttentionPlace Place, Tensor Probabilities);
