using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>From latents to logits.</summary>
internal static class Decoder
{
    /// <summary>The logits, <c>[batch, classes]</c>.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">The decoder's weights.</param>
    /// <param name="latents">The encoder's latents, <c>[batch, latents, width]</c>.</param>
    /// <param name="dropout">Decides all masks; null means none.</param>
    public static Tensor Apply(ModelConfig config, DecoderParameters p, Tensor latents, RngKey? dropout)
    {
        switch (config.Decoder)
        {
            case DecoderConfig.MeanPool pool:
                var mean = latents.mean([1]);
                var normed = p.Norm is { } norm ? Layers.Norm(norm, config.NormEpsilon, mean) : mean;
                return Head(pool.Head, p.Head, normed, dropout);
            case DecoderConfig.Query query:
                var block = new Block(query.CrossAttend, config.NormEpsilon);
                var weights = p.CrossAttend!;
                var memory = block.Read(weights, latents);
                var answer = block.CrossAttend(weights, p.Query!.unsqueeze(0), memory, dropout?.Fold("cross_attend"));
                return Head(query.Head, p.Head, answer.select(1, 0), dropout);
            default:
                throw new ArgumentOutOfRangeException(nameof(config), config.Decoder, "Unknown kind of decoder.");
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
