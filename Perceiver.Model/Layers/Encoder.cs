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
    /// <param name="places">Where the inputs stand, int64 <c>[batch, inputs]</c>; null for one after the other.</param>
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
        Tensor? places = null,
        Checkpointing checkpointing = default
    )
    {
        var encoder = config.Encoder;
        var sharing = StageSharing.Of(encoder);
        var cross = new Block(encoder.CrossAttend, config.NormEpsilon);
        var rotary = encoder.Rotary as RotaryConfig.Interleaved;
        var last = config.Latents.Source as LatentSource.LastInputs;
        var isPaddingHidden = last is { HidePadding: HidePadding.Everywhere };
        var hasPast = log is { HasPast: true };
        var seen = hasPast
            ? new VisibleInputs(inputs, mask?.unsqueeze(1), null)
            : VisibleInputs.Of(
                encoder.EmptyRows,
                inputs,
                mask,
                encoder.Causal && !isPaddingHidden ? latents.shape[^2] : null
            );
        var memories = new AttentionMemory?[sharing.CrossAttends];
        checkpointing = checkpointing with { IsObserved = watch is not null || log is not null };
        var unpadded = isPaddingHidden ? Last(mask, hasPast ? config.Latents.Count : latents.shape[^2]) : null;
        var among = Among(encoder, inputs, latents.shape[^2], unpadded, dropout?.Fold("latents"));
        var latentPlaces = last is null ? null : Last(places, latents.shape[^2]);

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
                var drop = key?.Fold("cross_attend");
                AttentionMemory Memory(BlockParameters weights, Tensor inputs, Tensor queries, Tensor? places) =>
                    AttentionLog.Join(
                        log,
                        first =>
                            last is null && rotary is null && log is null
                                ? cross.ReadFor(weights, inputs, queries.shape[1], sharing.Reads(distinct))
                                : Read(config, cross, weights, inputs, queries, rotary, first, places)
                    );

                // What only one stage reads is read within its block; what several read is read once, and kept, unless the
                // latents are part of it.
                if (sharing.Reads(distinct) == 1)
                {
                    state = checkpointing.Apply(
                        p.CrossAttends[distinct],
                        [state, seen.Inputs, sight.Mask, sight.Blind, places],
                        (p, given) =>
                            cross.CrossAttend(
                                p,
                                given[0]!,
                                Memory(p, given[1]!, given[0]!, given[4]),
                                drop,
                                sight with
                                {
                                    Mask = given[2],
                                    Blind = given[3],
                                }
                            )
                    );
                }
                else
                {
                    var (weights, queries) = (p.CrossAttends[distinct], state);
                    var known = last is { Memory: LatentMemory.PrefixAndLatents } ? null : memories[distinct];
                    var memory =
                        known
                        ?? checkpointing.Free(
                            () => Memory(weights, seen.Inputs, queries, places),
                            read => read.Tensors()
                        );
                    memories[distinct] = memory;
                    state = checkpointing.Free(
                        () => cross.CrossAttend(weights, queries, memory, drop, sight),
                        one => [one]
                    );
                }
            }

            var tower = p.Towers[sharing.Tower(stage)];
            state = Tower(
                config,
                tower,
                stage,
                state,
                key?.Fold("tower"),
                depth,
                watch,
                log,
                among,
                latentPlaces,
                checkpointing
            );
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
        Tensor? places
    ) =>
        config.Latents.Source is LatentSource.LastInputs { Memory: LatentMemory.PrefixAndLatents }
            ? cross.Read(
                weights,
                inputs.narrow(1, 0, inputs.shape[1] - latents.shape[1]),
                latents,
                rotary,
                first,
                places
            )
            : cross.Read(weights, inputs, rotary, first, places);

    // Which latents each latent sees, bool [batch, latents or 1, latents]; null where all are seen.
    private static Tensor? Among(EncoderConfig encoder, Tensor inputs, long latents, Tensor? unpadded, RngKey? key)
    {
        var padding = unpadded?.unsqueeze(1);
        if (key is not { } drawn || encoder.LatentDropout == 0)
        {
            return padding;
        }

        var kept = LatentDropout.Mask(inputs.shape[0], latents, encoder.LatentDropout, drawn, inputs.device);
        return padding is null ? kept : kept.logical_and(padding);
    }

    // [batch, inputs] -> [batch, last]
    private static Tensor? Last(Tensor? inputs, long last) => inputs?.narrow(1, inputs.shape[1] - last, last);

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
        Tensor? places,
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
                    [state, among, places],
                    (p, given) => self.SelfAttend(p, given[0]!, own, sight with { Mask = given[1] }, log, given[2])
                );
                var number = (((stage * encoder.Repeats) + repeat) * blocks.Count) + block;
                state = depth.Apply(state, after, number, own?.Fold("depth"));
            }
        }

        return state;
    }
}
