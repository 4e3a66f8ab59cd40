using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Generates small models of every kind, valid by construction: widths are made from heads, sides from patches.</summary>
internal static class ModelGen
{
    private static Gen<bool> Bool => Gen.Elements(false, true);

    private static Gen<InitConfig> Init =>
        from kind in Gen.Elements(Enum.GetValues<InitKind>().Where(kind => kind is not (InitKind.Zeros or InitKind.Ones)))
        select new InitConfig(kind, 0.3);

    private static Gen<Activation> Activation => Gen.Elements(Enum.GetValues<Activation>());

    /// <summary>Models without dropout.</summary>
    public static Gen<ModelConfig> Model =>
        from channels in Gen.Choose(1, 3)
        from preprocessor in Preprocessor
        from height in Side(preprocessor)
        from width in Side(preprocessor)
        let input = new InputConfig.Image(height, width, channels)
        let content = Content(preprocessor, channels)
        from positions in Positions(content)
        from latents in Latents
        from encoder in Encoder(latents.Width)
        from decoder in Decoder()
        from epsilon in Gen.Elements(1e-5, 1e-6)
        from linear in Init
        select new ModelConfig(input, preprocessor, positions, latents, encoder, decoder, epsilon, linear);

    private static Gen<PreprocessorConfig> Preprocessor =>
        Gen.OneOf(
            from width in Optional(3, 6)
            select (PreprocessorConfig)new PreprocessorConfig.Pixels(width),
            from size in Gen.Choose(1, 3)
            from stride in Gen.Choose(1, size)
            from padding in Gen.Choose(0, size - 1)
            from width in Optional(3, 6)
            select (PreprocessorConfig)new PreprocessorConfig.Patches(size, stride, padding, width)
        );

    // Patches must cover the image: (side + 2 padding - size) is a multiple of the stride.
    private static Gen<int> Side(PreprocessorConfig preprocessor) =>
        from more in Gen.Choose(1, 3)
        select preprocessor is PreprocessorConfig.Patches patches
            ? Enumerable
                .Range(Math.Max(2, patches.Size), 16)
                .Where(side => (side + (2 * patches.Padding) - patches.Size) % patches.Stride == 0)
                .ElementAt(more)
            : 1 + more;

    private static int Content(PreprocessorConfig preprocessor, int channels) =>
        preprocessor switch
        {
            PreprocessorConfig.Pixels pixels => pixels.Width ?? channels,
            PreprocessorConfig.Patches patches => patches.Width ?? (patches.Size * patches.Size * channels),
            _ => throw new ArgumentOutOfRangeException(nameof(preprocessor)),
        };

    private static Gen<PositionConfig> Positions(int content) =>
        Gen.OneOf(
            Gen.Constant((PositionConfig)new PositionConfig.None()),
            from init in Init
            from concat in Bool
            from width in Gen.Choose(1, 4)
            select (PositionConfig)
                new PositionConfig.Learned(
                    concat ? PositionCombine.Concat : PositionCombine.Add,
                    concat ? width : null,
                    init
                ),
            from bands in Gen.Choose(1, 3)
            from resolution in Gen.Elements<double?>(null, 7, 10)
            from include in Bool
            from concat in Bool
            from width in Optional(2, 4)
            select (PositionConfig)
                new PositionConfig.Fourier(
                    bands,
                    resolution,
                    include,
                    concat ? PositionCombine.Concat : PositionCombine.Add,
                    concat ? width : null
                )
        );

    private static Gen<LatentConfig> Latents =>
        from count in Gen.Choose(2, 4)
        from width in Gen.Choose(2, 6)
        from init in Init
        select new LatentConfig(count, width, init);

    private static Gen<EncoderConfig> Encoder(int width) =>
        from stages in Gen.Choose(1, 3)
        from blocks in Gen.Choose(0, 2)
        from sharing in Gen.Elements(Enum.GetValues<WeightSharing>())
        from cross in Block(width)
        from self in Block(width)
        select new EncoderConfig(stages, blocks, sharing, cross, self);

    private static Gen<DecoderConfig> Decoder() =>
        Gen.OneOf(
            from norm in Bool
            from head in Head
            select (DecoderConfig)new DecoderConfig.MeanPool(norm, head),
            from width in Gen.Choose(2, 5)
            from init in Init
            from cross in Block(width)
            from head in Head
            select (DecoderConfig)new DecoderConfig.Query(width, init, cross, head)
        );

    private static Gen<HeadConfig> Head =>
        from hidden in Gen.Elements<int[]>([], [5], [4, 3])
        from activation in Activation
        select new HeadConfig(hidden.ToEquatableArray(), activation, 0);

    private static Gen<BlockConfig> Block(int width) =>
        from heads in Gen.Choose(1, 3)
        from keys in Gen.Choose(1, 3)
        from values in Gen.Choose(1, 3)
        from project in Bool
        from scale in Gen.Elements(Enum.GetValues<AttentionScale>())
        from widening in Gen.Choose(1, 2)
        from activation in Activation
        from norms in Gen.Elements(Enum.GetValues<NormPlacement>())
        from residual in Gen.Elements(Enum.GetValues<AttentionResidual>())
        from mlpResidual in Bool
        let projects = project || width % heads != 0
        select new BlockConfig(
            new(heads, heads * keys, projects ? heads * values : width, scale, projects, 0),
            new(widening, activation, 0),
            norms,
            residual,
            mlpResidual
        );

    private static Gen<int?> Optional(int from, int to) =>
        Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(from, to).Select(value => (int?)value));
}
