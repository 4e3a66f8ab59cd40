using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The byte array with what is masked made harmless, and the mask as attentions take it.</summary>
/// <param name="Inputs"><c>[batch, inputs, channels]</c>; zeros where nothing may be seen.</param>
/// <param name="Mask">bool <c>[batch, 1, inputs]</c>, or null where all is shown.</param>
/// <param name="Blind">bool <c>[batch, queries or 1, 1]</c>, true for those that see nothing and shall read the mean of all values.</param>
internal readonly record struct VisibleInputs(Tensor Inputs, Tensor? Mask, Tensor? Blind)
{
    /// <summary>Reads a mask by the config's rule for examples that may see nothing.</summary>
    /// <param name="rule">What these read.</param>
    /// <param name="inputs"><c>[batch, inputs, channels]</c>.</param>
    /// <param name="mask">bool <c>[batch, inputs]</c>, or null.</param>
    /// <param name="queries">So many queries see each one input more than the one before it; null where each sees all.</param>
    public static VisibleInputs Of(EmptyRows rule, Tensor inputs, Tensor? mask, long? queries = null)
    {
        if (mask is null)
        {
            return new(inputs, null, null);
        }

        var blind = rule == EmptyRows.Uniform ? Blindness(mask, queries) : null;
        var used = blind is null ? mask : mask | blind.any(1, true);

        // A masked input may hold anything: zero times infinity would still be no number.
        var clean = inputs.masked_fill(used.unsqueeze(2).logical_not(), 0);
        return new(clean, mask.unsqueeze(1), blind?.unsqueeze(2));
    }

    // [batch, queries or 1]
    private static Tensor Blindness(Tensor mask, long? queries) =>
        queries is { } count
            ? mask.to(ScalarType.Int64).cumsum(1).narrow(1, mask.shape[1] - count, count).eq(0)
            : mask.any(1, true).logical_not();

    /// <summary>What a cross-attend sees of them.</summary>
    public Sight Sight(bool causal, bool inverted, RotaryConfig.Interleaved? rotary, Action<Tensor>? watch = null) =>
        new(Mask, causal, inverted, rotary, inverted ? null : Blind, watch);
}
