using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>krasserm's Perceiver AR: a causal language model whose latents are its last tokens.</summary>
public static class KrassermCausal
{
    private const int Padding = 0;
    private const double MaxWavelength = 10_000;

    /// <summary>The model and task of <c>CausalLanguageModel</c>.</summary>
    /// <param name="arguments">The constructor's, by name.</param>
    /// <param name="sizes">Not needed: the length is an argument.</param>
    /// <exception cref="ArgumentException">An argument is missing or cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) Config(JsonElement arguments, ReferenceSizes sizes)
    {
        var given = new Arguments(arguments);
        var width = given.Integer("num_channels");
        var absolute = given.Flag("abs_pos_emb", true);
        var (input, preprocessor, positions) = ReferenceParts.Text(
            given.Integer("max_seq_len"),
            given.Integer("vocab_size"),
            width,
            Padding
        );
        var layers = given.Integer("num_self_attention_rotary_layers", 1);
        var self = Block(given, "self", width);
        var encoder = ReferenceParts.Encoder(
            given.Integer("num_self_attention_layers"),
            Block(given, "cross", width),
            self with
            {
                Attention = self.Attention with { OutputBias = false },
            }
        ) with
        {
            Causal = true,
            Rotary = new RotaryConfig.Interleaved(absolute ? 0.5 : 1, layers < 0 ? null : layers, MaxWavelength, false),
            InputDropout = given.Number("cross_attention_dropout", 0.5),
            FinalNorm = given.Flag("output_norm", false),
        };
        var latents = new LatentConfig(
            given.Integer("max_latents"),
            width,
            ReferenceParts.Small,
            new LatentSource.LastInputs(Projection: false, LatentMemory.PrefixAndLatents, HidePadding.CrossAttend)
        );
        var model = ReferenceParts.Model(
            input,
            preprocessor,
            absolute ? positions : new PositionConfig.None(),
            latents,
            encoder,
            new DecoderConfig.Latents(new OutputConfig.Tied(given.Flag("output_bias", true)))
        );
        return (model, new TaskConfig.CausalLanguageModel());
    }

    /// <summary>The names of its state dict.</summary>
    /// <param name="config">A config made with <see cref="Config"/>.</param>
    public static NameMap Names(PerceiverConfig config)
    {
        var (names, encoder) = (new NameList(config), config.Model.Encoder);
        names.Add("embedding", "input_adapter.txt_embedding.weight");
        names.Add("positions.table", "input_adapter.pos_embedding.weight");
        KrassermNames.Block(names, "encoder.cross_attends.0", "cross_attention.0.module", "cross_attention.1.module");
        for (var i = 0; i < encoder.Blocks; i++)
        {
            var theirs = $"self_attention.{i}";
            KrassermNames.Block(names, $"encoder.towers.0.{i}", $"{theirs}.0.module", $"{theirs}.1.module");
        }

        names.Pair("encoder.norm", "out_norm");
        names.Add("decoder.bias", "output_adapter.bias");
        if (encoder.Rotary is RotaryConfig.Interleaved rotary)
        {
            var attention = encoder.CrossAttend.Attention;
            var pairs = (int)(rotary.Share * (attention.QkWidth / attention.Heads)) / 2;
            const string Name = "input_adapter.frq_pos_encoding.inv_freq";
            names.Add(new DerivedTensor.RotaryFrequencies(Name, pairs, rotary.MaxWavelength));
        }

        return names.ToMap(KrassermNames.Program);
    }

    private static BlockConfig Block(Arguments given, string kind, int width)
    {
        var after = given.Number("residual_dropout", 0);
        var dropout = given.Number("post_attention_dropout", 0);
        var attention = ReferenceParts.Attention(given.Integer("num_heads"), width, width, bias: false, dropout);
        var widening = given.Integer($"{kind}_attention_widening_factor", 4);
        return ReferenceParts.Block(
            attention with
            {
                OutputDropout = after,
            },
            new(widening, Activation.Gelu, Gated: false, Bias: false, after)
        );
    }
}
