using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Blocks, encoders and outputs with every setting.</summary>
internal static class FamilyPartsGen
{
    public static readonly Gen<MlpConfig> Mlp =
        from widening in Gen.Choose(1, 3)
        from activation in ConfigGen.Word<Activation>()
        from gated in ConfigGen.Bool
        from bias in ConfigGen.Bool
        from dropout in ConfigGen.Share
        select new MlpConfig(widening, activation, gated, bias, dropout);

    public static readonly Gen<HeadConfig> Head =
        from hidden in Gen.Choose(1, 5).ListOf()
        from activation in ConfigGen.Word<Activation>()
        from dropout in ConfigGen.Share
        from init in Gen.OneOf(Gen.Constant((InitConfig?)null), ModelGen.Init.Select(init => (InitConfig?)init))
        select new HeadConfig(hidden.Take(2).ToEquatableArray(), activation, dropout, init);

    public static readonly Gen<OutputConfig> Projected = Head.Select(head =>
        (OutputConfig)new OutputConfig.Projected(head)
    );

    /// <summary>An encoder of latents that stand nowhere, or of latents that are the last inputs.</summary>
    public static Gen<EncoderConfig> Encoder(int width, bool placed, bool causal) =>
        from stages in Gen.Choose(1, 3)
        from attending in ConfigGen.OrNull(Gen.Choose(1, stages))
        from blocks in Gen.Choose(0, 2)
        from repeats in Gen.Choose(1, 2)
        from sharing in ConfigGen.Word<WeightSharing>()
        from cross in Block(width, placed)
        from self in Block(width, placed)
        from inverted in ConfigGen.Bool.ArrayOf(stages)
        from some in ConfigGen.Bool
        from rotary in placed ? Rotary : Gen.Constant((RotaryConfig)new RotaryConfig.None())
        from dropout in ConfigGen.Share
        from empty in ConfigGen.Word<EmptyRows>()
        from norm in ConfigGen.Bool
        select new EncoderConfig(
            stages,
            attending,
            blocks,
            repeats,
            sharing,
            cross,
            self,
            some ? inverted.ToEquatableArray() : [],
            causal,
            rotary,
            dropout,
            empty,
            norm
        );

    /// <summary>A block over rows of a width; heads of four channels where a rotary code may turn half of them.</summary>
    public static Gen<BlockConfig> Block(int width, bool turned = false) =>
        from attention in Attention(width, turned)
        from mlp in Gen.OneOf(Gen.Constant((MlpConfig?)null), Mlp.Select(mlp => (MlpConfig?)mlp))
        from norms in ConfigGen.Word<NormPlacement>()
        from residual in ConfigGen.Word<AttentionResidual>()
        from mlpResidual in ConfigGen.Bool
        select new BlockConfig(attention, mlp, norms, residual, mlpResidual);

    // Without an output projection the values must have the rows' width, so the heads must divide that.
    private static Gen<AttentionConfig> Attention(int width, bool turned) =>
        from output in ConfigGen.Bool
        from heads in Gen.Elements([.. Enumerable.Range(1, 4).Where(heads => output || width % heads == 0)])
        from qk in turned ? Gen.Constant(4) : Gen.Choose(1, 4)
        from v in Gen.Choose(1, 4)
        from scale in ConfigGen.Word<AttentionScale>()
        from bias in ConfigGen.Bool
        from outputBias in ConfigGen.Bool
        from dropout in ConfigGen.Share
        from outputDropout in ConfigGen.Share
        from init in ConfigGen.Word<AttentionInit>()
        select new AttentionConfig(
            heads,
            heads * qk,
            output ? heads * v : width,
            scale,
            bias,
            output,
            outputBias,
            dropout,
            outputDropout,
            init
        );

    private static readonly Gen<RotaryConfig> Rotary = Gen.OneOf(
        Gen.Constant((RotaryConfig)new RotaryConfig.None()),
        from share in Gen.Elements(0.5, 1)
        from layers in ConfigGen.OrNull(Gen.Choose(0, 2))
        from wavelength in Gen.Elements<double>(100, 10_000)
        from end in ConfigGen.Bool
        select (RotaryConfig)new RotaryConfig.Interleaved(share, layers, wavelength, end)
    );
}
