using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Puts a model's weights and statistics together from their names: new ones, those of a checkpoint, those of another
/// program.
/// </summary>
public static class ParameterAssembly
{
    /// <summary>The parameters of <paramref name="config"/>, each leaf asked of <paramref name="leaf"/> by its name.</summary>
    /// <param name="config">The config; it decides which leaves there are.</param>
    /// <param name="leaf">Gives the tensor for a name; it is asked once for each name of <c>Shapes.Of(config)</c>.</param>
    public static PerceiverParameters Assemble(PerceiverConfig config, Func<string, Tensor> leaf)
    {
        var (model, source) = (config.Model, new LeafSource(leaf));
        return new(
            model.Latents.Source is LatentSource.Learned ? leaf("latents") : null,
            model.Latents.Source is LatentSource.LastInputs { Projection: true }
                ? source.Linear("latent_projection")
                : null,
            InputAssembly.Stem(model.Preprocessor, "", source),
            InputAssembly.Embedding(model.Preprocessor, "", source),
            InputAssembly.Preprocessor(model.Preprocessor, "", source),
            InputAssembly.Positions(InputLayout.Of(model), model.Positions, "", source),
            InputAssembly.Modalities(model.Input, source),
            Encoder(model.Encoder, source),
            DecoderAssembly.Of(model, source)
        );
    }

    /// <summary>The statistics of <paramref name="config"/>, each leaf asked of <paramref name="leaf"/> by its name.</summary>
    /// <param name="config">The config; it decides which leaves there are.</param>
    /// <param name="leaf">Gives the tensor for a name; it is asked once for each name of <c>Shapes.Buffers(config)</c>.</param>
    public static ModelStatistics AssembleStatistics(PerceiverConfig config, Func<string, Tensor> leaf)
    {
        var (model, source) = (config.Model, new LeafSource(leaf));
        return new(
            InputAssembly.Statistics(model.Preprocessor, "", source),
            model.Input is InputConfig.Modalities several
                ? LeafSource.List(
                    several.Parts.Count,
                    i => new ModalityStatistics(
                        InputAssembly.Statistics(several.Parts[i].Preprocessor, $"modalities.{i}.", source)
                    )
                )
                : []
        );
    }

    private static EncoderParameters Encoder(EncoderConfig encoder, LeafSource source)
    {
        var sharing = StageSharing.Of(encoder);
        return new(
            LeafSource.List(
                sharing.CrossAttends,
                i => source.Block(encoder.CrossAttend, $"encoder.cross_attends.{i}", true)
            ),
            LeafSource.List(
                sharing.Towers,
                i =>
                    LeafSource.List(
                        encoder.Blocks,
                        j => source.Block(encoder.SelfAttend, $"encoder.towers.{i}.{j}", false)
                    )
            ),
            encoder.FinalNorm ? source.Norm("encoder.norm") : null
        );
    }
}
