using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Several inputs in one byte array, one after the other and all of one width (2107.14795, section 4.4).</summary>
internal static class ModalityInputs
{
    /// <summary>The byte array of a batch.</summary>
    /// <param name="several">The inputs.</param>
    /// <param name="p">All weights; only those of the modalities are used.</param>
    /// <param name="x">The batch.</param>
    /// <param name="key">Decides which inputs are masked; null means evaluation, where it depends on their places alone.</param>
    /// <param name="kept">What batch norms read; null lets each use the mean and variance of the batch.</param>
    /// <exception cref="ArgumentException">The batch is not of the config's kind or shape.</exception>
    public static Preprocessed Apply(
        InputConfig.Modalities several,
        PerceiverParameters p,
        InputBatch x,
        RngKey? key,
        ModelStatistics? kept
    )
    {
        var batches = RawInput.Parts(several, x);
        var dtype = NumberTypes.Full(p.Leaves()[0].dtype);
        var inputs = new List<Tensor>();
        var masks = new List<Tensor?>();
        var seen = new List<ModalityStatistics>();
        for (var i = 0; i < several.Parts.Count; i++)
        {
            var (part, weights) = (several.Parts[i], p.Modalities[i]);
            var raw = RawInput.Of(part.Input, batches[i]);
            var stem = kept is null ? (EquatableArray<StemStatistics>?)null : Stem(kept, i);
            var (content, moments) = Preprocessing.One(part, InputParameters.Of(weights), raw, dtype, null, stem);
            inputs.Add(Masked(part, weights, Padded(weights, content), key));
            masks.Add(batches[i].Mask ?? RawInput.Mask(part.Input, raw));
            seen.Add(new(moments));
        }

        // What is kept has the form of the config; of evaluation nothing is seen.
        return new(cat(inputs, 1), x.Mask ?? Together(inputs, masks), null, new([], seen.ToEquatableArray()));
    }

    private static EquatableArray<StemStatistics> Stem(ModelStatistics kept, int part) =>
        part < kept.Modalities.Count ? kept.Modalities[part].Stem : [];

    private static Tensor Padded(ModalityParameters p, Tensor content) =>
        p.Padding is { } padding
            ? cat([content, padding.unsqueeze(0).expand(content.shape[0], content.shape[1], -1)], 2)
            : content;

    // The token has a part in the result also where it replaces nothing, so that it has a gradient: zero.
    private static Tensor Masked(ModalityConfig part, ModalityParameters p, Tensor inputs, RngKey? key) =>
        p.Mask is { } token && part.MaskProbability is { } probability
            ? where(Chosen(part.Name, probability, inputs, key), token.unsqueeze(0), inputs)
            : inputs;

    // bool [batch or 1, inputs, 1]. In evaluation an example's answer must not depend on its place in the batch.
    private static Tensor Chosen(string name, double probability, Tensor inputs, RngKey? key)
    {
        long[] shape = [key is null ? 1 : inputs.shape[0], inputs.shape[1], 1];
        if (probability is 0 or 1)
        {
            var one =
                probability == 1 ? ones(1, ScalarType.Bool, inputs.device) : zeros(1, ScalarType.Bool, inputs.device);
            return one.expand(shape);
        }

        var own = (key ?? RngKey.FromSeed(0)).Fold("masks").Fold(name);
        return DropoutMask.Draw(shape, 1 - probability, own, inputs.dtype, inputs.device).eq(0);
    }

    private static Tensor? Together(List<Tensor> inputs, List<Tensor?> masks) =>
        masks.TrueForAll(mask => mask is null)
            ? null
            : cat(
                [
                    .. masks.Zip(
                        inputs,
                        (mask, part) => mask ?? ones(part.shape[0], part.shape[1], ScalarType.Bool, part.device)
                    ),
                ],
                1
            );
}
