namespace Perceiver.Properties.Tests.Generator;

/// <summary>The config of the generator's tests: short, valid, without advice.</summary>
internal static class TinyConfig
{
    public const string Text = """
        # A tiny model.
        model:
          input: { kind: image, height: 8, width: 8, channels: 1 }
          preprocessor: { kind: patches, size: 2, width: 6 }
          positions: { kind: fourier, bands: 2 }
          latents: { count: 4, width: 8 }
          encoder:
            stages: 2
            blocks: 1
            sharing: all
          decoder: { kind: query, width: 8, head: { hidden: [5] } }
        task: { kind: classification, classes: 3 }
        data:
          source: { kind: image_folder, path: "a \"b\" \\c", classes: [x, y, z] }
          augmentation: [horizontal_flip]
        training:
          epochs: 2
          optimizer: { kind: lamb, learning_rate: 0.01 }

        """;
}
