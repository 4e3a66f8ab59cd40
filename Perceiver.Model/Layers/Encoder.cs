using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Stages of one cross-attend and a latent Transformer (2103.03206, section 3.1).</summary>
internal static class Encoder
{
    /// <summary>The latents after the last stage, <c>[batch, latents, width]</c>.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">The encoder's weights.</param>
    /// <param name="latents">The learned latents, <c>[latents, width]</c>.</param>
    /// <param name="inputs">The byte array, <c>[batch, inputs, channels]</c>.</param>
    /// <param name="dropout">Decides all masks; each stage folds in its number, so that shared weights see other masks.</param>
    public static Tensor Apply(ModelConfig config, EncoderParameters p, Tensor latents, Tensor inputs, RngKey? dropout)
    {
        var encoder = config.Encoder;
        var sharing = StageSharing.Of(encoder);
        var cross = new Block(encoder.CrossAttend, config.NormEpsilon);
        var self = new Block(encoder.SelfAttend, config.NormEpsilon);
        var memories = new AttentionMemory?[sharing.CrossAttends];

        // One set of latents until the first cross-attend has made them differ by example.
        var state = latents.unsqueeze(0);
        for (var stage = 0; stage < encoder.Stages; stage++)
        {
            var key = dropout?.Fold(stage);
            var weights = p.CrossAttends[sharing.CrossAttend(stage)];
            var memory = memories[sharing.CrossAttend(stage)] ??= cross.Read(weights, inputs);
            state = cross.CrossAttend(weights, state, memory, key?.Fold("cross_attend"));
            var tower = p.Towers[sharing.Tower(stage)];
            for (var block = 0; block < tower.Count; block++)
            {
                state = self.SelfAttend(tower[block], state, key?.Fold("tower").Fold(block));
            }
        }

        return state;
    }
}
