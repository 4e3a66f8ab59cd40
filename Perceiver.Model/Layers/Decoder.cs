using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>From latents to the output.</summary>
internal static class Decoder
{
    /// <summary>The output: <c>[batch, outputs]</c> of one vector, <c>[batch, queries, outputs]</c> of many.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">All weights; those of the decoder, and the embedding where the output is tied to it.</param>
    /// <param name="latents">The encoder's latents, <c>[batch, latents, width]</c>.</param>
    /// <param name="inputs">The byte array, which some decoders ask with, <c>[batch, inputs, channels]</c>.</param>
    /// <param name="given">The batch: it may hold the queries, or say which of them are asked.</param>
    /// <param name="dropout">Decides all masks; null means none.</param>
    /// <param name="watch">Takes the map of the queries; null where nobody asks for it.</param>
    /// <param name="asked">A training step's own key, which decides what is asked; null asks all.</param>
    public static Tensor Apply(
        ModelConfig config,
        PerceiverParameters p,
        Tensor latents,
        Tensor inputs,
        InputBatch given,
        RngKey? dropout,
        AttentionWatch? watch = null,
        RngKey? asked = null
    )
    {
        var weights = p.Decoder;
        switch (config.Decoder)
        {
            case DecoderConfig.MeanPool pool:
                var mean = latents.mean([1]);
                var normed = weights.Norm is { } norm ? Layers.Norm(norm, config.NormEpsilon, mean) : mean;
                return Head(pool.Head, weights.Head, normed, dropout);
            case DecoderConfig.Query query:
                var single = weights.Query!.unsqueeze(0);
                var answer = Ask(config, query.CrossAttend, weights, single, latents, dropout, watch);
                return Head(query.Head, weights.Head, answer.select(1, 0), dropout);
            case DecoderConfig.Queries queries:
                var drawn = DrawnQueries.Of(queries.Array, given, asked, inputs.device);
                var (table, projection) = (weights.Queries, weights.QueryProjection);
                var array = QueryArrays.Of(queries.Array, table, projection, given, drawn, inputs);
                var answers = Ask(config, queries.CrossAttend, weights, array, latents, dropout, watch);
                var outputs = Output(queries.Output, p, answers, dropout);
                return queries.Rescale == 1 ? outputs : outputs.div(queries.Rescale);
            case DecoderConfig.Latents each:
                return Output(each.Output, p, latents, dropout);
            default:
                throw new ArgumentOutOfRangeException(nameof(config), config.Decoder, "Unknown kind of decoder.");
        }
    }

    /// <summary>What queries read from the latents, <c>[batch, queries, width]</c>.</summary>
    public static Tensor Ask(
        ModelConfig config,
        BlockConfig crossAttend,
        DecoderParameters p,
        Tensor queries,
        Tensor latents,
        RngKey? dropout,
        AttentionWatch? watch
    )
    {
        var block = new Block(crossAttend, config.NormEpsilon);
        var memory = block.ReadFor(p.CrossAttend!, latents, queries.shape[1]);
        var sight = new Sight(Watch: watch?.At(new(AttentionKind.Decoder)));
        return block.CrossAttend(p.CrossAttend!, queries, memory, dropout?.Fold("cross_attend"), sight);
    }

    private static Tensor Output(OutputConfig config, PerceiverParameters p, Tensor features, RngKey? dropout)
    {
        switch (config)
        {
            case OutputConfig.Projected projected:
                return Head(projected.Head, p.Decoder.Head, features, dropout);
            case OutputConfig.Tied:
                return nn.functional.linear(features, p.Embedding!, p.Decoder.Bias);
            default:
                return features;
        }
    }

    private static Tensor Head(
        HeadConfig config,
        EquatableArray<LinearParameters> layers,
        Tensor features,
        RngKey? dropout
    )
    {
        for (var i = 0; i < layers.Count - 1; i++)
        {
            features = Layers.Activate(config.Activation, Layers.Linear(layers[i], features));
        }

        return Dropout.Apply(
            Layers.Linear(layers[layers.Count - 1], features),
            config.LogitDropout,
            dropout?.Fold("logits")
        );
    }
}
