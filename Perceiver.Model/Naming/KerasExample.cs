using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>
/// The Perceiver of keras-io's example <c>perceiver_image_classification</c>, with its two oddities: a cross-attention
/// whose residuals are normalised values, and dropout on the logits.
/// </summary>
public static class KerasExample
{
    /// <summary>The model and task of the example with the given constructor arguments.</summary>
    /// <param name="arguments">
    /// An object with <c>image_size, channels, patch_size, latent_dim</c> (a count), <c>projection_dim, num_heads,
    /// num_transformer_blocks, ffn_units, num_iterations, classifier_units, dropout_rate</c> and perhaps
    /// <c>second_residual</c>.
    /// </param>
    /// <exception cref="ArgumentException">The arguments describe something that the example cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) Config(JsonElement arguments)
    {
        int size = Integer("image_size"),
            width = Integer("projection_dim"),
            heads = Integer("num_heads");
        int[] units = Integers("ffn_units"),
            head = Integers("classifier_units");
        if (units.Length != 2 || units[1] != width || units[0] % width != 0)
        {
            throw new ArgumentException(
                $"ffn_units must be two widths, a multiple of projection_dim and projection_dim ({width}) itself, "
                    + $"but are [{string.Join(", ", units)}].",
                nameof(arguments)
            );
        }

        var dropout = arguments.GetProperty("dropout_rate").GetDouble();
        var mlp = new MlpConfig(units[0] / width, Activation.Gelu, dropout);
        var cross = new BlockConfig(
            new(1, width, width, AttentionScale.Learned, OutputProjection: false, 0.1, AttentionInit.Linear),
            mlp,
            NormPlacement.PreAndPost,
            AttentionResidual.NormalizedQuery,
            !arguments.TryGetProperty("second_residual", out var second) || second.GetBoolean()
        );
        var self = new BlockConfig(
            new(
                heads,
                heads * width,
                heads * width,
                AttentionScale.InverseSqrt,
                true,
                0.1,
                AttentionInit.KerasMultiHead
            ),
            mlp,
            NormPlacement.Pre,
            AttentionResidual.Query,
            MlpResidual: true
        );
        var patch = Integer("patch_size");
        var model = new ModelConfig(
            new InputConfig.Image(size, size, Integer("channels")),
            new PreprocessorConfig.Patches(patch, patch, 0, width),
            new PositionConfig.Learned(PositionCombine.Add, null, new(InitKind.Uniform, 0.05)),
            new(Integer("latent_dim"), width, new(InitKind.Normal, 0.05)),
            new(Integer("num_iterations"), Integer("num_transformer_blocks"), WeightSharing.All, cross, self),
            new DecoderConfig.MeanPool(false, new(head[..^1].ToEquatableArray(), Activation.Gelu, dropout)),
            1e-6,
            new(InitKind.GlorotUniform, 0)
        );
        return (model, new TaskConfig.Classification(head[^1]));

        int Integer(string name) => arguments.GetProperty(name).GetInt32();
        int[] Integers(string name) =>
            [.. arguments.GetProperty(name).EnumerateArray().Select(unit => unit.GetInt32())];
    }
}
