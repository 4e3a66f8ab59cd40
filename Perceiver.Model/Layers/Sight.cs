using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What the queries of an attention see, beside the contents of what they read.</summary>
/// <param name="Mask">bool <c>[batch or 1, queries or 1, inputs]</c>, true where an input may be seen; null shows all.</param>
/// <param name="Causal">Whether the last query sees all inputs and each one before it one less.</param>
/// <param name="Inverted">Whether the softmax runs over the queries (lucidrains' inverted_cross_attn).</param>
/// <param name="Rotary">The rotary code of queries and keys, if any; queries stand at the last keys' places.</param>
/// <param name="Blind">
/// bool <c>[batch, queries or 1, 1]</c>, true for those that may see nothing and shall read the mean of all values, as the
/// references do that hide a score by making it the lowest number there is: then all scores are equal.
/// </param>
/// <param name="Watch">Takes the probabilities, <c>[batch, heads, queries, inputs]</c>; null where nobody asks for them.</param>
internal readonly record struct Sight(
    Tensor? Mask = null,
    bool Causal = false,
    bool Inverted = false,
    RotaryConfig.Interleaved? Rotary = null,
    Tensor? Blind = null,
    Action<Tensor>? Watch = null
);
