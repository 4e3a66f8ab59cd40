using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>An attention and an MLP, each with norm and residual.</summary>
/// <param name="Config">How it is built.</param>
/// <param name="Epsilon">Epsilon of its norms.</param>
internal readonly record struct Block(BlockConfig Config, double Epsilon)
{
    /// <summary>What a cross-attend reads of <paramref name="inputs"/>, <c>[batch, inputs, channels]</c>.</summary>
    public AttentionMemory Read(BlockParameters p, Tensor inputs) =>
        Attention.Read(p.Attention, Layers.Norm(p.InputNorm!, Epsilon, inputs));

    /// <summary>The cross-attend of <paramref name="queries"/>, <c>[batch or 1, queries, channels]</c>, to a memory.</summary>
    public Tensor CrossAttend(BlockParameters p, Tensor queries, AttentionMemory memory, RngKey? dropout) =>
        Attend(p, queries, Layers.Norm(p.QueryNorm, Epsilon, queries), memory, dropout);

    /// <summary>The self-attention of <paramref name="latents"/>, <c>[batch, latents, channels]</c>.</summary>
    public Tensor SelfAttend(BlockParameters p, Tensor latents, RngKey? dropout)
    {
        var normed = Layers.Norm(p.QueryNorm, Epsilon, latents);
        return Attend(p, latents, normed, Attention.Read(p.Attention, normed), dropout);
    }

    private Tensor Attend(BlockParameters p, Tensor queries, Tensor normed, AttentionMemory memory, RngKey? dropout)
    {
        var attended = Attention.Apply(Config.Attention, p.Attention, normed, memory, dropout?.Fold("attention"));
        var sum = Config.AttentionResidual switch
        {
            AttentionResidual.Query => attended.add(queries),
            AttentionResidual.NormalizedQuery => attended.add(normed),
            _ => attended,
        };
        var mlpInput = Layers.Norm(p.MlpNorm, Epsilon, sum);
        var residual = Config.Norms == NormPlacement.PreAndPost ? mlpInput : sum;
        var mlp = Layers.Mlp(Config.Mlp!, p.Mlp, mlpInput, dropout?.Fold("mlp"));
        return Config.MlpResidual ? mlp.add(residual) : mlp;
    }
}
