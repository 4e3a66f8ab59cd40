using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Parts of a model with every setting that is not named at its default.</summary>
internal static class PlainParts
{
    public static readonly InitConfig Init = new(InitKind.TruncatedNormal, 0.02);

    public static readonly MlpConfig Mlp = new(1, Activation.Gelu, Gated: false, Bias: true, 0);

    public static readonly HeadConfig Head = new([], Activation.Gelu, 0, null);

    public static AttentionConfig Attention(int heads, int qkWidth, int vWidth) =>
        new(heads, qkWidth, vWidth, AttentionScale.InverseSqrt, true, true, true, 0, 0, AttentionInit.Linear);

    public static BlockConfig Block(AttentionConfig attention) =>
        new(attention, Mlp, NormPlacement.Pre, AttentionResidual.Query, true);

    public static EncoderConfig Encoder(BlockConfig cross, BlockConfig self) =>
        new(
            1,
            AttendingStages: null,
            1,
            Repeats: 1,
            WeightSharing.None,
            cross,
            self,
            Inverted: [],
            Causal: false,
            new RotaryConfig.None(),
            InputDropout: 0,
            EmptyRows.Uniform,
            FinalNorm: false
        );

    public static LatentConfig Latents(int count, int width, InitConfig init) =>
        new(count, width, init, new LatentSource.Learned());

    public static FourierConfig Fourier(
        int bands,
        EquatableArray<double> resolution = default,
        bool positions = true
    ) => new(bands, resolution, positions, true, FourierOrder.PositionsFirst);
}
