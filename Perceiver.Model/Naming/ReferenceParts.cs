using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>What most programs have in common, so that each family says only what is its own.</summary>
internal static class ReferenceParts
{
    /// <summary>Linear layers only.</summary>
    public static readonly HeadConfig PlainHead = new([], Activation.Gelu, 0, null);

    /// <summary>Tables, queries and latents of models after Perceiver IO.</summary>
    public static readonly InitConfig Small = new(InitKind.TruncatedNormal, 0.02);

    private static readonly InitConfig LinearInit = new(InitKind.LecunNormal, 0);

    /// <summary>Attention with an output layer and scores over the square root of the head's width.</summary>
    public static AttentionConfig Attention(int heads, int qk, int v, bool bias, double dropout = 0) =>
        new(heads, qk, v, AttentionScale.InverseSqrt, bias, true, true, dropout, 0, AttentionInit.Linear);

    /// <summary>A pre-norm block that adds the attention to its query.</summary>
    public static BlockConfig Block(AttentionConfig attention, MlpConfig? mlp, bool residual = true) =>
        new(
            attention,
            mlp,
            NormPlacement.Pre,
            residual ? AttentionResidual.Query : AttentionResidual.None,
            MlpResidual: true
        );

    /// <summary>An encoder of one stage.</summary>
    public static EncoderConfig Encoder(int blocks, BlockConfig crossAttend, BlockConfig selfAttend) =>
        new(
            1,
            null,
            blocks,
            1,
            WeightSharing.None,
            crossAttend,
            selfAttend,
            [],
            false,
            new RotaryConfig.None(),
            0,
            EmptyRows.Uniform,
            false
        );

    /// <summary>A model with the usual epsilon of its norms.</summary>
    public static ModelConfig Model(
        InputConfig input,
        PreprocessorConfig preprocessor,
        PositionConfig positions,
        LatentConfig latents,
        EncoderConfig encoder,
        DecoderConfig decoder
    ) => new(input, preprocessor, positions, latents, encoder, decoder, 1e-5, LinearInit);

    /// <summary>Channels of the inputs, positions included.</summary>
    public static int InputWidth(InputConfig input, PreprocessorConfig preprocessor, PositionConfig positions) =>
        InputLayout.Of(new ModalityConfig("", input, preprocessor, positions, null)).Width;

    /// <summary>Learned latents.</summary>
    public static LatentConfig Latents(int count, int width, InitConfig init) =>
        new(count, width, init, new LatentSource.Learned());

    /// <summary>A text with a table of tokens and a table of places that are added.</summary>
    public static (InputConfig Input, PreprocessorConfig Preprocessor, PositionConfig Positions) Text(
        int length,
        int vocabulary,
        int width,
        int? padding = null
    ) =>
        (
            new InputConfig.Tokens(length, vocabulary, padding),
            new PreprocessorConfig.Embedding(width, Small),
            new PositionConfig.Learned(PositionCombine.Add, null, null, Small)
        );

    /// <summary>Masked language modelling as BERT has it.</summary>
    public static TaskConfig MaskedLanguageModel(int maskToken) =>
        new TaskConfig.MaskedLanguageModel(maskToken, 0.15, 0.1, 0.1);
}
