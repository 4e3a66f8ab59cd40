using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>lucidrains' Perceiver IO, and the language model made of it, whose queries are the embedded tokens.</summary>
public static class LucidrainsIo
{
    private const int Usual = 32;

    /// <summary>The model and task of <c>PerceiverIO</c> with the given constructor arguments.</summary>
    /// <param name="arguments">The constructor's, by name.</param>
    /// <param name="sizes">How many inputs and queries there are; 32 each if unknown.</param>
    /// <exception cref="ArgumentException">An argument is missing or cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) Config(JsonElement arguments, ReferenceSizes sizes)
    {
        var given = new Arguments(arguments);
        var width = given.Integer("queries_dim");
        var outputs = given.OptionalInteger("logits_dim");
        var model = ReferenceParts.Model(
            new InputConfig.Array(sizes.AxesOr([Usual]), given.Integer("dim")),
            new PreprocessorConfig.Pixels(1, null),
            new PositionConfig.None(),
            Latents(given),
            Encoder(given),
            Decoder(given, new QueryConfig.Given(sizes.Queries ?? Usual, width), outputs)
        );
        return (model, new TaskConfig.Regression(outputs ?? width));
    }

    /// <summary>The model and task of <c>PerceiverLM</c> with the given constructor arguments.</summary>
    /// <inheritdoc cref="Config"/>
    public static (ModelConfig Model, TaskConfig Task) LanguageModelConfig(JsonElement arguments, ReferenceSizes sizes)
    {
        var given = new Arguments(arguments);
        var vocabulary = given.Integer("num_tokens");
        var (input, preprocessor, positions) = ReferenceParts.Text(
            given.Integer("max_seq_len"),
            vocabulary,
            given.Integer("dim")
        );
        var decoder = Decoder(given, new QueryConfig.Inputs(), vocabulary);
        var model = ReferenceParts.Model(input, preprocessor, positions, Latents(given), Encoder(given), decoder);
        return (model, ReferenceParts.MaskedLanguageModel(0));
    }

    /// <summary>The names of the state dict of <c>PerceiverIO</c>, or with a text as the input of <c>PerceiverLM</c>.</summary>
    /// <param name="config">A config made here.</param>
    public static NameMap Names(PerceiverConfig config)
    {
        var (names, encoder) = (new NameList(config), config.Model.Encoder);
        var prefix = config.Model.Input is InputConfig.Tokens ? "perceiver_io." : "";
        names.Add("embedding", "token_emb.weight");
        names.Add("positions.table", "pos_emb.weight");
        names.Add("latents", $"{prefix}latents");
        var cross = $"{prefix}cross_attend_blocks";
        LucidrainsBlocks.Name(names, "encoder.cross_attends.0", $"{cross}.0", $"{cross}.1");
        for (var i = 0; i < encoder.Blocks * encoder.Repeats; i++)
        {
            var self = $"encoder.towers.0.{i % encoder.Blocks}";
            LucidrainsBlocks.Name(names, self, $"{prefix}layers.{i}.0", $"{prefix}layers.{i}.1");
        }

        LucidrainsBlocks.Name(names, "decoder.cross_attend", $"{prefix}decoder_cross_attn", $"{prefix}decoder_ff");
        names.Pair("decoder.head.0", $"{prefix}to_logits");
        return names.ToMap(LucidrainsBlocks.Program);
    }

    private static LatentConfig Latents(Arguments given) =>
        ReferenceParts.Latents(given.Integer("num_latents"), given.Integer("latent_dim"), LucidrainsBlocks.LatentInit);

    // With tied layers all are the same one, the first too: one block, applied again and again.
    private static EncoderConfig Encoder(Arguments given)
    {
        var depth = given.Integer("depth");
        var tied = given.Flag("weight_tie_layers", false) && depth > 0;
        return ReferenceParts.Encoder(
            tied ? 1 : depth,
            LucidrainsBlocks.Block(given, "cross"),
            LucidrainsBlocks.Block(given, "latent")
        ) with
        {
            Repeats = tied ? depth : 1,
            InputDropout = given.Number("seq_dropout_prob", 0),
        };
    }

    private static DecoderConfig Decoder(Arguments given, QueryConfig queries, int? outputs)
    {
        var block = LucidrainsBlocks.Block(given, "cross");
        return new DecoderConfig.Queries(
            queries,
            block with
            {
                Mlp = given.Flag("decoder_ff", false) ? block.Mlp : null,
                AttentionResidual = AttentionResidual.None,
            },
            outputs is null ? new OutputConfig.None() : new OutputConfig.Projected(ReferenceParts.PlainHead),
            Rescale: 1
        );
    }
}
