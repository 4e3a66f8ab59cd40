using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Several outputs of one set of latents: the queries of all, padded to one width, cross-attend together; then each has a
/// linear layer of its own (2107.14795, section 4.4).
/// </summary>
internal static class ModalityOutputs
{
    /// <summary>For each part of the decoder, in its order, <c>[batch, queries, values]</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">Its decoder.</param>
    /// <param name="p">The decoder's weights.</param>
    /// <param name="latents">The encoder's latents, <c>[batch, latents, width]</c>.</param>
    /// <param name="x">The batch: a part may hold queries of its own, or say which of them are asked.</param>
    /// <param name="dropout">Decides all masks; null means none.</param>
    /// <param name="watch">Takes the map of the queries; null where nobody asks for it.</param>
    /// <param name="asked">Decides which places of a grid are asked, by the part's name; null asks all.</param>
    public static EquatableArray<Tensor> Apply(
        ModelConfig model,
        DecoderConfig.Modalities config,
        DecoderParameters p,
        Tensor latents,
        InputBatch x,
        RngKey? dropout,
        AttentionWatch? watch = null,
        RngKey? asked = null
    )
    {
        var queries = config.Parts.Zip(
            p.Modalities,
            (part, own) => Queries(part, own, Batch(model, x, part), asked?.Fold(part.Name), latents)
        );
        var arrays = queries.ToArray();
        var batch = arrays.Max(one => one.shape[0]);
        var together = cat([.. arrays.Select(one => one.expand(batch, -1, -1))], 1);
        var answers = Decoder.Ask(model, config.CrossAttend, p, together, latents, dropout, watch);
        var projected = Layers.Linear(p.Projection!, answers);
        var outputs = new List<Tensor>();
        var first = 0L;
        for (var i = 0; i < arrays.Length; i++)
        {
            var count = arrays[i].shape[1];
            outputs.Add(Layers.Linear(p.Modalities[i].Head, projected.narrow(1, first, count)));
            first += count;
        }

        return outputs.ToEquatableArray();
    }

    private static Tensor Queries(
        ModalityOutputConfig part,
        ModalityQueryParameters p,
        InputBatch given,
        RngKey? key,
        Tensor like
    )
    {
        var drawn = DrawnQueries.Of(part.Queries, given, key, like.device);
        var own = QueryArrays.Of(part.Queries, p.Queries, p.QueryProjection, given, drawn, like);
        return p.Padding is { } padding
            ? cat([own, padding.unsqueeze(0).expand(own.shape[0], own.shape[1], -1)], 2)
            : own;
    }

    /// <summary>The input of a part's name, which says its places and queries; the whole batch where there is none.</summary>
    internal static InputBatch Batch(ModelConfig model, InputBatch x, ModalityOutputConfig part)
    {
        if (model.Input is not InputConfig.Modalities several || x is not ModalityBatch { Parts: var batches })
        {
            return x;
        }

        for (var i = 0; i < several.Parts.Count; i++)
        {
            if (several.Parts[i].Name == part.Name)
            {
                return batches[i];
            }
        }

        return x;
    }
}
