using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>A small autoencoder of sound, video and label, in which everything has an effect, and batches for it.</summary>
internal static class TinyClips
{
    public const int Batch = 3;

    private const string Text = """
        model:
          input:
            kind: modalities
            parts:
              - name: sound
                input: { kind: audio, samples: 12 }
                preprocessor: { kind: audio_patches, size: 4 }
                positions: { kind: fourier, bands: 2 }
                mask_probability: 0
              - name: film
                input: { kind: video, frames: 2, height: 4, width: 4, channels: 2 }
                preprocessor: { kind: patches, size: 2, frames: 2 }
                positions: { kind: fourier, bands: 2 }
                mask_probability: 0
              - name: label
                input: { kind: label, classes: 5 }
                mask_probability: 1
          latents: { count: 4, width: 8, init: { kind: normal, scale: 0.5 } }
          encoder: { blocks: 1, self_attend: { attention: { heads: 2 } } }
          decoder:
            kind: modalities
            width: 8
            parts:
              - name: film
                queries: { kind: fourier, grid: [2, 2], bands: 2 }
                outputs: 16
                weight: 0.5
              - name: label
                queries: { kind: learned, count: 1, width: 6 }
                outputs: 5
                weight: 2
              - name: sound
                queries: { kind: fourier, grid: [12], bands: 3 }
                outputs: 1
                weight: 3
          linear_init: { kind: normal, scale: 0.3 }
        task: multimodal_autoencoding
        data: { source: none }
        training: { epochs: 1 }
        """;

    public static PerceiverConfig Config { get; } =
        ConfigCompiler.Compile(Text).Config ?? throw new InvalidOperationException("The config does not compile.");

    /// <summary>The same with other parts of the decoder.</summary>
    public static PerceiverConfig Asking(Func<ModalityOutputConfig, ModalityOutputConfig> change)
    {
        var decoder = (DecoderConfig.Modalities)Config.Model.Decoder;
        return Config with
        {
            Model = Config.Model with { Decoder = decoder with { Parts = [.. decoder.Parts.Select(change)] } },
        };
    }

    /// <summary>The same with one part masked so often.</summary>
    public static PerceiverConfig Masking(string name, double probability)
    {
        var several = (InputConfig.Modalities)Config.Model.Input;
        return Config with
        {
            Model = Config.Model with
            {
                Input = several with
                {
                    Parts =
                    [
                        .. several.Parts.Select(part =>
                            part.Name == name ? part with { MaskProbability = probability } : part
                        ),
                    ],
                },
            },
        };
    }

    public static PerceiverParameters Weights(int seed) =>
        PerceiverModel.Init(Config, RngKey.FromSeed(seed), ScalarType.Float64);

    public static ModalityBatch Inputs(int seed) =>
        (ModalityBatch)AnyBatch.Inputs(Config, RngKey.FromSeed(seed).Fold("batch"), Batch, ScalarType.Float64);
}
