namespace Perceiver.Config;

/// <summary>Small models of other kinds that examples of rules edit. Each is in order itself.</summary>
internal static class ExampleModels
{
    public const string Language =
        Tokens
        + """
              latents: { count: 8, width: 16 }
              encoder: { blocks: 1, self_attend: { attention: { heads: 2 } } }
              decoder:
                kind: queries
                queries: { kind: learned, count: 64, width: 16 }
                output: tied
            task: { kind: masked_language_model, mask_token: 256 }

            """
        + Rest;

    public const string NextToken =
        Tokens
        + """
              latents: { count: 8, width: 16, source: last_inputs }
              encoder:
                blocks: 1
                causal: true
                rotary: { kind: interleaved, share: 0.5 }
                cross_attend: { attention: { heads: 2 } }
                self_attend: { attention: { heads: 2 } }
              decoder: { kind: latents }
            task: causal_language_model

            """
        + Rest;

    public const string Scene =
        """
            model:
              input: { kind: image, height: 8, width: 8, channels: 3 }
              preprocessor: { kind: conv, width: 4 }
              latents: { count: 2, width: 16 }
              encoder: { blocks: 1 }
              decoder:
                kind: queries
                queries: { kind: fourier, grid: [8, 8], bands: 2 }
            task: { kind: segmentation, classes: 3 }

            """ + Rest;

    public const string Points =
        """
            model:
              input: { kind: points, count: 64 }
              positions: { kind: fourier, bands: 4, max_resolution: [8] }
            """
        + "\n"
        + Classifier
        + """
            data:
              source: { kind: image_folder, path: somewhere }
              augmentation: [point_shift]
            training: { epochs: 3 }
            """;

    public const string Sound =
        """
            model:
              input: { kind: audio, samples: 256 }
              preprocessor: { kind: audio_patches, size: 16 }
            """
        + "\n"
        + Classifier
        + Rest;

    public const string TwoEyes =
        """
            model:
              input:
                kind: modalities
                parts:
                  - name: left
                    input: { kind: image, height: 8, width: 8, channels: 1 }
                    preprocessor: { kind: patches, size: 4 }
                  - name: right
                    input: { kind: image, height: 8, width: 8, channels: 1 }
                    preprocessor: { kind: patches, size: 4 }
              latents: { count: 4, width: 16 }
              encoder: { blocks: 1 }
              decoder:
                kind: modalities
                width: 8
                parts:
                  - name: left
                    queries: { kind: learned, count: 4 }
                    outputs: 16
                  - name: right
                    queries: { kind: fourier, grid: [2, 2], bands: 2 }
                    outputs: 16
            task: multimodal_autoencoding

            """ + Rest;

    public const string Clips = """
        model:
          input:
            kind: modalities
            parts:
              - name: film
                input: { kind: video, frames: 4, height: 8, width: 8, channels: 1 }
                preprocessor: { kind: patches, size: 4, frames: 2 }
                positions: { kind: fourier, bands: 2 }
              - name: label
                input: { kind: label, classes: 4 }
                mask_probability: 1
          latents: { count: 4, width: 16 }
          encoder: { blocks: 1 }
          decoder:
            kind: modalities
            width: 8
            parts:
              - name: film
                queries: { kind: fourier, grid: [2, 2, 2], bands: 2 }
                outputs: 32
        task: multimodal_autoencoding
        data: { source: { kind: clips } }
        training: { epochs: 3 }
        """;

    private const string Tokens = """
        model:
          input: { kind: tokens, length: 64, vocabulary: 262 }
          preprocessor: { kind: embedding, width: 16 }

        """;

    private const string Classifier = """
          latents: { count: 8, width: 16 }
          encoder: { blocks: 1 }
          decoder: { kind: mean_pool }
        task: { kind: classification, classes: 4 }

        """;

    private const string Rest = """
        data: { source: { kind: image_folder, path: somewhere } }
        training: { epochs: 3 }
        """;
}
