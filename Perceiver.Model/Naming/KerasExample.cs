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
        var given = new Arguments(arguments);
        var (size, width, heads) = (
            given.Integer("image_size"),
            given.Positive("projection_dim"),
            given.Integer("num_heads")
        );
        var (units, head) = (given.Integers("ffn_units"), given.Integers("classifier_units"));
        if (units.Count != 2 || units[1] != width || units[0] % width != 0)
        {
            throw new ArgumentException(
                $"ffn_units must be two widths, a multiple of projection_dim and projection_dim ({width}) itself, "
                    + $"but are [{string.Join(", ", units)}].",
                nameof(arguments)
            );
        }

        var dropout = given.Number("dropout_rate");
        var mlp = new MlpConfig(units[0] / width, Activation.Gelu, Gated: false, Bias: true, dropout);
        var cross = new BlockConfig(
            new(
                1,
                width,
                width,
                AttentionScale.Learned,
                Bias: true,
                OutputProjection: false,
                OutputBias: true,
                0.1,
                0,
                AttentionInit.Linear
            ),
            mlp,
            NormPlacement.PreAndPost,
            AttentionResidual.NormalizedQuery,
            given.Flag("second_residual", true)
        );
        var self = new BlockConfig(
            new(
                heads,
                heads * width,
                heads * width,
                AttentionScale.InverseSqrt,
                Bias: true,
                OutputProjection: true,
                OutputBias: true,
                0.1,
                0,
                AttentionInit.KerasMultiHead
            ),
            mlp,
            NormPlacement.Pre,
            AttentionResidual.Query,
            MlpResidual: true
        );
        var patch = given.Integer("patch_size");
        var model = new ModelConfig(
            new InputConfig.Image(size, size, given.Integer("channels")),
            new PreprocessorConfig.Patches(patch, patch, 0, Frames: 1, width),
            new PositionConfig.Learned(PositionCombine.Add, null, null, new(InitKind.Uniform, 0.05)),
            new(given.Integer("latent_dim"), width, new(InitKind.Normal, 0.05), new LatentSource.Learned()),
            new(
                given.Integer("num_iterations"),
                AttendingStages: null,
                given.Integer("num_transformer_blocks"),
                Repeats: 1,
                WeightSharing.All,
                cross,
                self,
                Inverted: [],
                Causal: false,
                new RotaryConfig.None(),
                InputDropout: 0,
                EmptyRows.Uniform,
                FinalNorm: false
            ),
            new DecoderConfig.MeanPool(
                false,
                new(head.Take(head.Count - 1).ToEquatableArray(), Activation.Gelu, dropout, null)
            ),
            1e-6,
            new(InitKind.GlorotUniform, 0)
        );
        return (model, new TaskConfig.Classification(head[head.Count - 1]));
    }
}
