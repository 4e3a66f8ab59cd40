using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// The part of a grid of queries that a training step asks (2107.14795, section 3.2): the answer to a query depends on no
/// other one, so that a large output can be learned from a few places of it at a time.
/// </summary>
internal static class DrawnQueries
{
    /// <summary>The row-major numbers of the places that are asked, ascending, int64 <c>[places]</c>; null for all.</summary>
    /// <param name="queries">The queries, and how many of them a step asks.</param>
    /// <param name="given">A batch that names its places itself is asked those.</param>
    /// <param name="dropout">The step's key; null means evaluation, which asks all.</param>
    /// <param name="device">Where the numbers go.</param>
    public static Tensor? Of(QueryConfig queries, InputBatch given, RngKey? dropout, Device device)
    {
        if (
            dropout is not { } key
            || given.Places is not null
            || queries is not QueryConfig.Fourier { Subsample: { } count } fourier
        )
        {
            return null;
        }

        var places = new long[count];
        var all = fourier.Grid.Aggregate(1, (product, size) => product * size);
        InputDropout.Keep(new IndexHash(key.Fold("asked").Bits()), all, places);
        return tensor(places, device: device);
    }

    /// <summary>Of a batch what its model answers to in a training step.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="dropout">The step's key.</param>
    public static TargetBatch Wanted(ModelConfig model, TrainingBatch batch, RngKey dropout) =>
        (model.Decoder, batch.Wanted) switch
        {
            (DecoderConfig.Queries queries, var wanted) => Drawn(queries.Array, batch.Inputs, dropout, wanted),
            (DecoderConfig.Modalities several, ModalityTargets wanted) => wanted with
            {
                // Each part has a key of its own, as when it is asked.
                Parts = several
                    .Parts.Zip(
                        wanted.Parts,
                        (part, own) =>
                            Drawn(
                                part.Queries,
                                ModalityOutputs.Batch(model, batch.Inputs, part),
                                dropout.Fold(part.Name),
                                own
                            )
                    )
                    .ToEquatableArray(),
            },
            (_, var wanted) => wanted,
        };

    private static TargetBatch Drawn(QueryConfig queries, InputBatch given, RngKey dropout, TargetBatch wanted) =>
        Of(queries, given, dropout, wanted.Tensors[0].device) is { } places
            ? wanted.Changed(tensor => tensor.index_select(1, places))
            : wanted;
}
