using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>An attention and an MLP, each with norm and residual.</summary>
/// <param name="Config">How it is built.</param>
/// <param name="Epsilon">Epsilon of its norms.</param>
internal readonly record struct Block(BlockConfig Config, double Epsilon)
{
    /// <summary>What a cross-attend reads of <paramref name="inputs"/>, <c>[batch, inputs, channels]</c>.</summary>
    public AttentionMemory Read(
        BlockParameters p,
        Tensor inputs,
        RotaryConfig.Interleaved? rotary = null,
        long first = 0,
        Tensor? places = null
    ) =>
        Attention.Read(
            Config.Attention,
            p.Attention,
            Layers.Norm(p.InputNorm!, Epsilon, inputs),
            rotary,
            first,
            places
        );

    /// <summary>The same for so many queries and times, as keys and values or as the inputs are, whichever is cheaper.</summary>
    public AttentionMemory ReadFor(BlockParameters p, Tensor inputs, long queries, int times = 1) =>
        AttentionCost.AbsorbsProjections(Config.Attention, queries, inputs.shape[1], inputs.shape[2], times)
            ? Attention.ReadAbsorbed(p.Attention, Layers.Norm(p.InputNorm!, Epsilon, inputs))
            : Read(p, inputs);

    /// <summary>
    /// What a cross-attend of krasserm's kind reads: the inputs before the queries through the norm of inputs, then the
    /// queries through their own.
    /// </summary>
    public AttentionMemory Read(
        BlockParameters p,
        Tensor prefix,
        Tensor queries,
        RotaryConfig.Interleaved? rotary,
        long first,
        Tensor? places = null
    )
    {
        Tensor before = Layers.Norm(p.InputNorm!, Epsilon, prefix),
            own = Layers.Norm(p.QueryNorm, Epsilon, queries);
        return Attention.Read(Config.Attention, p.Attention, cat([before, own], 1), rotary, first, places);
    }

    /// <summary>The cross-attend of <paramref name="queries"/>, <c>[batch or 1, queries, channels]</c>, to a memory.</summary>
    public Tensor CrossAttend(
        BlockParameters p,
        Tensor queries,
        AttentionMemory memory,
        RngKey? dropout,
        Sight sight = default
    ) => Attend(p, queries, Layers.Norm(p.QueryNorm, Epsilon, queries), memory, dropout, sight);

    /// <summary>The self-attention of <paramref name="latents"/>, <c>[batch, latents, channels]</c>.</summary>
    public Tensor SelfAttend(
        BlockParameters p,
        Tensor latents,
        RngKey? dropout,
        Sight sight = default,
        AttentionLog? log = null,
        Tensor? places = null
    )
    {
        var (config, normed) = (Config.Attention, Layers.Norm(p.QueryNorm, Epsilon, latents));
        var memory = AttentionLog.Join(
            log,
            first => Attention.Read(config, p.Attention, normed, sight.Rotary, first, places)
        );
        return Attend(p, latents, normed, memory, dropout, sight);
    }

    private Tensor Attend(
        BlockParameters p,
        Tensor queries,
        Tensor normed,
        AttentionMemory memory,
        RngKey? dropout,
        Sight sight
    )
    {
        var key = dropout?.Fold("attention");
        var attended = Attention.Apply(Config.Attention, p.Attention, normed, memory, key, sight);
        var residual = Config.AttentionResidual switch
        {
            AttentionResidual.Query => queries,
            AttentionResidual.NormalizedQuery => normed,
            _ => null,
        };
        if (Config.Mlp is not { } config)
        {
            return residual is null ? attended : attended.add(residual);
        }

        var (sum, mlpInput) = residual is null
            ? (attended, Layers.Norm(p.MlpNorm!, Epsilon, attended))
            : Layers.SumAndNorm(p.MlpNorm!, Epsilon, attended, residual);
        var kept = Config.Norms == NormPlacement.PreAndPost ? mlpInput : sum;
        var mlp = Layers.Mlp(config, p.Mlp!, mlpInput, dropout?.Fold("mlp"));
        return Config.MlpResidual ? mlp.add(kept) : mlp;
    }
}
