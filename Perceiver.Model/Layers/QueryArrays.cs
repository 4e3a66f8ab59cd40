using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a decoder asks with.</summary>
internal static class QueryArrays
{
    /// <summary>The queries that a batch asks, <c>[batch or 1, queries, width]</c>.</summary>
    /// <param name="config">Where they come from.</param>
    /// <param name="table">The learned array, if they are one.</param>
    /// <param name="projection">The linear layer over Fourier features, if there is one.</param>
    /// <param name="given">The batch: it may hold the queries, or say which of them are asked.</param>
    /// <param name="drawn">The places of a grid that a training step asks; null for those of the batch.</param>
    /// <param name="like">A tensor of the type and on the device that they shall have; where queries are the inputs, these.</param>
    public static Tensor Of(
        QueryConfig config,
        Tensor? table,
        LinearParameters? projection,
        InputBatch given,
        Tensor? drawn,
        Tensor like
    )
    {
        switch (config)
        {
            case QueryConfig.Learned:
                return Asked(table!.unsqueeze(0), given.Places);
            case QueryConfig.Fourier fourier:
                var codes = given.Places is { } places
                    ? PositionCodes.Places(fourier.Code, fourier.Grid.AsSpan(), places.cpu().data<long>().ToArray())
                    : PositionCodes.Of(fourier.Code, fourier.Grid);
                var width = InputLayout.Features(fourier.Code, fourier.Grid.Count);
                var features = tensor(codes, [codes.Length / width, width], like.dtype, like.device);
                var asked = drawn is null ? features : features.index_select(0, drawn);
                return (projection is null ? asked : Layers.Linear(projection, asked)).unsqueeze(0);
            case QueryConfig.Inputs:
                return Asked(like, given.Places);
            case QueryConfig.Given when given.Queries is { } queries:
                return Asked(queries.ndim == 3 ? queries : queries.unsqueeze(0), given.Places);
            default:
                throw new ArgumentException("The model asks with queries of the batch, but the batch has none.");
        }
    }

    private static Tensor Asked(Tensor queries, Tensor? places) =>
        places is null ? queries : queries.index_select(1, places);
}
