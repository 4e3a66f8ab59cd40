using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Encoder and decoder block of Hugging Face's Perceiver.</summary>
internal static class HuggingFaceLayers
{
    /// <summary>The model of an input and a decoder.</summary>
    public static ModelConfig Model(
        Arguments given,
        InputConfig input,
        PreprocessorConfig preprocessor,
        PositionConfig positions,
        DecoderConfig decoder
    )
    {
        var width = given.Integer("d_latents");
        var inputs = ReferenceParts.InputWidth(input, preprocessor, positions);
        return ReferenceParts.Model(
            input,
            preprocessor,
            positions,
            ReferenceParts.Latents(given.Integer("num_latents"), width, ReferenceParts.Small),
            ReferenceParts.Encoder(
                given.Integer("num_self_attends_per_block"),
                ReferenceParts.Block(
                    Attention(
                        given,
                        given,
                        given.Integer("num_cross_attention_heads"),
                        CrossWidth(given, width, inputs)
                    ),
                    Mlp(given, given.Integer("cross_attention_widening_factor", 1)),
                    given.Flag("use_query_residual", true)
                ),
                ReferenceParts.Block(
                    Attention(given, given, given.Integer("num_self_attention_heads"), width),
                    Mlp(given, given.Integer("self_attention_widening_factor", 1))
                )
            ) with
            {
                Repeats = given.Integer("num_blocks"),
            },
            decoder
        );
    }

    /// <summary>The decoder's cross-attend, and what follows it.</summary>
    public static (BlockConfig Block, OutputConfig Output) Decoder(
        Arguments given,
        Arguments decoder,
        int? width = null
    )
    {
        var queries = width ?? decoder.Integer("num_channels");
        var usual = CrossWidth(given, queries, given.Integer("d_latents"));
        return (
            ReferenceParts.Block(
                Attention(given, decoder, decoder.Integer("num_heads", 1), usual),
                Mlp(given, decoder.Integer("widening_factor", 1)),
                decoder.Flag("use_query_residual", false)
            ),
            decoder.Flag("final_project", true)
                ? new OutputConfig.Projected(ReferenceParts.PlainHead)
                : new OutputConfig.None()
        );
    }

    // Unless given, keys and queries are as wide as the keys' rows or as the queries', and values as wide as both.
    private static int CrossWidth(Arguments given, int queries, int inputs) =>
        given.Text("cross_attention_shape_for_attention", "kv") switch
        {
            "kv" => inputs,
            "q" => queries,
            var other => throw Arguments.Refused("cross_attention_shape_for_attention", other, "kv or q"),
        };

    private static AttentionConfig Attention(Arguments given, Arguments widths, int heads, int usual)
    {
        var qk = widths.OptionalInteger("qk_channels") ?? usual;
        var v = widths.OptionalInteger("v_channels") ?? qk;
        return ReferenceParts.Attention(heads, qk, v, bias: true, given.Number("attention_probs_dropout_prob", 0));
    }

    private static MlpConfig Mlp(Arguments given, int widening) =>
        new(widening, Activation(given.Text("hidden_act", "gelu")), Gated: false, Bias: true, Dropout: 0);

    private static Activation Activation(string name) =>
        name switch
        {
            "gelu" => Config.Activation.Gelu,
            "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" => Config.Activation.GeluTanh,
            "relu" => Config.Activation.Relu,
            "relu2" => Config.Activation.SquaredRelu,
            _ => throw Arguments.Refused("hidden_act", name, "gelu, gelu_new, relu or relu2"),
        };
}
