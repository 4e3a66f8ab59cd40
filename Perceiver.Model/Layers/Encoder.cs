using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Stages of one cross-attend and a latent Transformer (2103.03206, section 3.1).</summary>
internal static class Encoder
{
    /// <summary>The latents after the last stage, <c>[batch, latents, width]</c>.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">The encoder's weights.</param>
    /// <param name="latents">The latents at the start, <c>[latents, width]</c>, or <c>[batch, latents, width]</c> where they come from the inputs.</param>
    /// <param name="inputs">The byte array, <c>[batch, inputs, channels]</c>.</param>
    /// <param name="dropout">Decides all masks; each stage folds in its number, so that shared weights see other masks.</param>
    /// <param name="mask">bool <c>[batch, inputs]</c>, true where an input may be seen; null shows all.</param>
    /// <param name="depth">Which latent blocks a training step leaves out.</param>
    /// <param name="watch">Takes maps of attentions; null where nobody asks for any.</param>
    /// <param name="log">
    /// Keeps what is read for the tokens that follow. Where it remembers earlier ones, latents and inputs are the new tokens
    /// alone, and the mask is that of all.
    /// </param>
    /// <param name="standing">Where the inputs stand, when some were left out.</param>
    /// <param name="checkpointing">What blocks keep for the backward pass.</param>
    public static Tensor Apply(
        ModelConfig config,
        EncoderParameters p,
        Tensor latents,
        Tensor inputs,
        RngKey? dropout,
        Tensor? mask = null,
        StochasticDepth depth = default,
        AttentionWatch? watch = null,
        AttentionLog? log = null,
        Standing standing = default,
        Checkpointing checkpointing = default
    )
    {
        var encoder = config.Encoder;
        var sharing = StageSharing.Of(encoder);
        var cross = new Block(encoder.CrossAttend, config.NormEpsilon);
        var rotary = encoder.Rotary as RotaryConfig.Interleaved;
        var seen = log is { HasPast: true }
            ? new VisibleInputs(inputs, mask?.unsqueeze(1), null)
            : VisibleInputs.Of(encoder.EmptyRows, inputs, mask);
        var memories = new AttentionMemory?[sharing.CrossAttends];
        var among =
            dropout is { } drawn && encoder.LatentDropout > 0
                ? LatentDropout.Mask(
                    inputs.shape[0],
                    config.Latents.Count,
                    encoder.LatentDropout,
                    drawn.Fold("latents"),
                    inputs.device
                )
                : null;

        // One set of latents until the first cross-attend has made them differ by example.
        var state = latents.ndim == 3 ? latents : latents.unsqueeze(0);
        for (var stage = 0; stage < encoder.Stages; stage++)
        {
            var key = dropout?.Fold(stage);
            if (sharing.HasCrossAttend(stage))
            {
                var distinct = sharing.CrossAttend(stage);
                var inverted = stage < encoder.Inverted.Count && encoder.Inverted[stage];
                var map = watch?.At(new(AttentionKind.CrossAttend, stage));
                var sight = seen.Sight(encoder.Causal, inverted, rotary, map);
                var own = key?.Fold("cross_attend");
                AttentionMemory Memory(BlockParameters weights, Tensor inputs, Tensor queries, Tensor? places) =>
                    AttentionLog.Join(
                        log,
                        first =>
                            Read(
                                config,
                                cross,
                                weights,
                                inputs,
                                queries,
                                rotary,
                                first,
                                standing with
                                {
                                    Places = places,
                                }
                            )
                    );

                // What only one stage reads is read within its block; what several read is read once, and kept.
                state =
                    sharing.Reads(distinct) == 1
                        ? checkpointing.Apply(
                            p.CrossAttends[distinct],
                            [state, seen.Inputs, sight.Mask, sight.Blind, standing.Places],
                            (p, given) =>
                                cross.CrossAttend(
                                    p,
                                    given[0]!,
                                    Memory(p, given[1]!, given[0]!, given[4]),
                                    own,
                                    sight with
                                    {
                                        Mask = given[2],
                                        Blind = given[3],
                                    }
                                )
                        )
                        : cross.CrossAttend(
                            p.CrossAttends[distinct],
                            state,
                            memories[distinct] ??= Memory(
                                p.CrossAttends[distinct],
                                seen.Inputs,
                                state,
                                standing.Places
                            ),
                            own,
                            sight
                        );
            }

            var tower = p.Towers[sharing.Tower(stage)];
            state = Tower(config, tower, stage, state, key?.Fold("tower"), depth, watch, log, among, checkpointing);
        }

        return p.Norm is { } norm ? Layers.Norm(norm, config.NormEpsilon, state) : state;
    }

    private static AttentionMemory Read(
        ModelConfig config,
        Block cross,
        BlockParameters weights,
        Tensor inputs,
        Tensor latents,
        RotaryConfig.Interleaved? rotary,
        long first,
        Standing standing
    ) =>
        config.Latents.Source is LatentSource.LastInputs { Memory: LatentMemory.PrefixAndLatents }
            ? cross.Read(
                weights,
                inputs.narrow(1, 0, inputs.shape[1] - latents.shape[1]),
                latents,
                rotary,
                first,
                standing
            )
            : cross.Read(weights, inputs, rotary, first, standing);

    private static Tensor Tower(
        ModelConfig config,
        EquatableArray<BlockParameters> blocks,
        int stage,
        Tensor state,
        RngKey? dropout,
        StochasticDepth depth,
        AttentionWatch? watch,
        AttentionLog? log,
        Tensor? among,
        Checkpointing checkpointing
    )
    {
        var encoder = config.Encoder;
        var self = new Block(encoder.SelfAttend, config.NormEpsilon);
        var rotary = encoder.Rotary as RotaryConfig.Interleaved;
        for (var repeat = 0; repeat < encoder.Repeats; repeat++)
        {
            // The first time has the key of a tower that is not repeated.
            var key = repeat == 0 ? dropout : dropout?.Fold("repeat").Fold(repeat);
            for (var block = 0; block < blocks.Count; block++)
            {
                var turned = block < (rotary?.Layers ?? int.MaxValue) ? rotary : null;
                var map = watch?.At(new(AttentionKind.SelfAttend, stage, repeat, block));
                var sight = new Sight(among, encoder.Causal, Rotary: turned, Watch: map);
                var own = key?.Fold(block);
                var after = checkpointing.Apply(
                    blocks[block],
                    [state, among],
                    (p, given) => self.SelfAttend(p, given[0]!, own, sight with { Mask = given[1] }, log)
                );
                var number = (((stage * encoder.Repeats) + repeat) * blocks.Count) + block;
                state = depth.Apply(state, after, number, own?.Fold("depth"));
            }
        }

        return state;
    }
}
