using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Small models with every kind of part.</summary>
internal static class ModelGen
{
    public static readonly Gen<InitConfig> Init = Gen.OneOf(
        Gen.Elements(InitKind.Zeros, InitKind.Ones, InitKind.GlorotUniform, InitKind.LecunNormal)
            .Select(kind => new InitConfig(kind, 0)),
        from kind in Gen.Elements(InitKind.Normal, InitKind.TruncatedNormal, InitKind.Uniform)
        from scale in Gen.Elements(0.02, 0.05, 0.5, 1)
        select new InitConfig(kind, scale)
    );

    public static Gen<ModelConfig> Model(int channels) =>
        from height in Gen.Choose(2, 6)
        from width in Gen.Choose(2, 6)
        let image = new InputConfig.Image(height, width, channels)
        from preprocessor in Preprocessor(image)
        from positions in Positions
        from count in Gen.Choose(1, 5)
        from latentWidth in Gen.Choose(1, 8)
        from latentInit in Init
        from encoder in Encoder(latentWidth)
        from decoder in Decoder(latentWidth)
        from epsilon in Gen.Elements(1e-5, 1e-6, 1e-3)
        from linear in Init
        select new ModelConfig(
            image,
            preprocessor,
            positions,
            PlainParts.Latents(count, latentWidth, latentInit),
            encoder,
            decoder,
            epsilon,
            linear
        );

    private static readonly Gen<int?> Width = ConfigGen.OrNull(Gen.Choose(1, 6));

    private static Gen<PreprocessorConfig> Preprocessor(InputConfig.Image image) =>
        Gen.OneOf(
            from stride in Gen.Choose(1, 2)
            from width in Width
            select (PreprocessorConfig)new PreprocessorConfig.Pixels(stride, width),
            from padding in Gen.Choose(0, 1)
            from size in Gen.Choose(1, Math.Min(3, Math.Min(image.Height, image.Width) + (2 * padding)))
            from stride in Gen.Choose(1, 3)
            from width in Width
            select (PreprocessorConfig)new PreprocessorConfig.Patches(size, stride, padding, 1, width)
        );

    private static readonly Gen<PositionConfig> Positions = Gen.OneOf(
        Gen.Constant((PositionConfig)new PositionConfig.None()),
        Init.Select(init => (PositionConfig)new PositionConfig.Learned(PositionCombine.Add, null, null, init)),
        from width in Gen.Choose(1, 4)
        from projection in Width
        from init in Init
        select (PositionConfig)new PositionConfig.Learned(PositionCombine.Concat, width, projection, init),
        from bands in Gen.Choose(1, 3)
        from resolution in Gen.Elements<double[]>([], [1], [2.5], [6, 20])
        from raw in ConfigGen.Bool
        from cosines in ConfigGen.Bool
        from order in ConfigGen.Word<FourierOrder>()
        from combine in ConfigGen.Word<PositionCombine>()
        from width in Width
        select (PositionConfig)
            new PositionConfig.Fourier(
                new(bands, resolution.ToEquatableArray(), raw, cosines, order),
                combine,
                combine == PositionCombine.Add ? null : width
            )
    );

    private static Gen<EncoderConfig> Encoder(int width) =>
        from stages in Gen.Choose(1, 3)
        from blocks in Gen.Choose(0, 2)
        from sharing in ConfigGen.Word<WeightSharing>()
        from attending in ConfigGen.OrNull(Gen.Choose(1, stages))
        from repeats in Gen.Choose(1, 2)
        from inverted in Gen.OneOf(Gen.Constant(Array.Empty<bool>()), ConfigGen.Bool.ArrayOf(stages))
        from empty in ConfigGen.Word<EmptyRows>()
        from norm in ConfigGen.Bool
        from cross in Block(width)
        from self in Block(width)
        select PlainParts.Encoder(cross, self) with
        {
            Stages = stages,
            AttendingStages = attending,
            Blocks = blocks,
            Repeats = repeats,
            Sharing = sharing,
            Inverted = inverted.ToEquatableArray(),
            EmptyRows = empty,
            FinalNorm = norm,
        };

    private static Gen<DecoderConfig> Decoder(int latentWidth) =>
        Gen.OneOf(
            from norm in ConfigGen.Bool
            from head in Head
            select (DecoderConfig)new DecoderConfig.MeanPool(norm, head),
            from width in Gen.Choose(1, 6)
            from init in Init
            from cross in Block(width)
            from head in Head
            select (DecoderConfig)new DecoderConfig.Query(width, init, cross, head)
        );

    private static readonly Gen<HeadConfig> Head =
        from hidden in Gen.Choose(1, 5).ListOf()
        from activation in ConfigGen.Word<Activation>()
        from dropout in ConfigGen.Share
        from init in Gen.OneOf(Gen.Constant((InitConfig?)null), Init.Select(init => (InitConfig?)init))
        select new HeadConfig(hidden.Take(2).ToEquatableArray(), activation, dropout, init);

    private static Gen<BlockConfig> Block(int width) =>
        from attention in Attention(width)
        from mlp in Gen.Frequency((9, Mlp.Select(mlp => (MlpConfig?)mlp)), (1, Gen.Constant((MlpConfig?)null)))
        from norms in ConfigGen.Word<NormPlacement>()
        from residual in ConfigGen.Word<AttentionResidual>()
        from mlpResidual in ConfigGen.Bool
        select new BlockConfig(attention, mlp, norms, residual, mlpResidual);

    private static readonly Gen<MlpConfig> Mlp =
        from widening in Gen.Choose(1, 3)
        from activation in ConfigGen.Word<Activation>()
        from gated in ConfigGen.Bool
        from bias in ConfigGen.Bool
        from dropout in ConfigGen.Share
        select new MlpConfig(widening, activation, gated, bias, dropout);

    // Without an output projection the values must have the rows' width, so the heads must divide that.
    private static Gen<AttentionConfig> Attention(int width) =>
        from output in ConfigGen.Bool
        from heads in Gen.Elements([.. Enumerable.Range(1, 4).Where(heads => output || width % heads == 0)])
        from qk in Gen.Choose(1, 4)
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
            !output || outputBias,
            dropout,
            output ? outputDropout : 0,
            init
        );
}
