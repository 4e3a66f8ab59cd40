using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>lucidrains' Perceiver: GEGLU, latents of deviation 1, Fourier features axis by axis, inverted cross-attends.</summary>
public static class LucidrainsPerceiver
{
    private const int UsualSide = 32;

    /// <summary>The model and task with the given constructor arguments.</summary>
    /// <param name="arguments">The constructor's, by name.</param>
    /// <param name="sizes">The input's axes, which the constructor only counts; 32 elements along each if unknown.</param>
    /// <exception cref="ArgumentException">An argument is missing or cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) Config(JsonElement arguments, ReferenceSizes sizes)
    {
        var given = new Arguments(arguments);
        var (depth, width) = (given.Integer("depth"), given.Integer("latent_dim"));
        var inverted = given.Flags("inverted_cross_attn", depth);
        var encoder = ReferenceParts.Encoder(
            given.Integer("self_per_cross_attn", 1),
            LucidrainsBlocks.Block(given, "cross"),
            LucidrainsBlocks.Block(given, "latent")
        ) with
        {
            Stages = depth,
            Sharing = given.Flag("weight_tie_layers", false) ? WeightSharing.FirstStageApart : WeightSharing.None,
            Inverted = inverted.Any(one => one) ? inverted : [],
        };
        var classifies = given.Flag("final_classifier_head", true);
        var usual = Enumerable.Repeat(UsualSide, given.Integer("input_axis")).ToEquatableArray();
        var model = ReferenceParts.Model(
            new InputConfig.Array(sizes.AxesOr(usual), given.Integer("input_channels")),
            new PreprocessorConfig.Pixels(1, null),
            given.Flag("fourier_encode_data", true) ? Positions(given) : new PositionConfig.None(),
            ReferenceParts.Latents(given.Integer("num_latents"), width, LucidrainsBlocks.LatentInit),
            encoder,
            classifies
                ? new DecoderConfig.MeanPool(true, ReferenceParts.PlainHead)
                : new DecoderConfig.Latents(new OutputConfig.None())
        );
        return (
            model,
            classifies ? new TaskConfig.Classification(given.Integer("num_classes")) : new TaskConfig.Regression(width)
        );
    }

    /// <summary>The names of its state dict; layers that share weights are there once for each use.</summary>
    /// <param name="config">A config made with <see cref="Config"/>.</param>
    public static NameMap Names(PerceiverConfig config)
    {
        var (names, encoder) = (new NameList(config), config.Model.Encoder);
        var sharing = StageSharing.Of(encoder);
        names.Add("latents", "latents");
        for (var i = 0; i < encoder.Stages; i++)
        {
            var cross = $"encoder.cross_attends.{sharing.CrossAttend(i)}";
            LucidrainsBlocks.Name(names, cross, $"layers.{i}.0", $"layers.{i}.1");
            for (var j = 0; j < encoder.Blocks; j++)
            {
                var self = $"encoder.towers.{sharing.Tower(i)}.{j}";
                LucidrainsBlocks.Name(names, self, $"layers.{i}.2.{j}.0", $"layers.{i}.2.{j}.1");
            }
        }

        names.Pair("decoder.norm", "to_logits.1");
        names.Pair("decoder.head.0", "to_logits.2");
        return names.ToMap(LucidrainsBlocks.Program);
    }

    private static PositionConfig Positions(Arguments given) =>
        new PositionConfig.Fourier(
            new(given.Integer("num_freq_bands"), [given.Number("max_freq")], true, true, FourierOrder.ByAxis),
            PositionCombine.Concat,
            null
        );
}
