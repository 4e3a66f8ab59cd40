namespace Perceiver.Properties.Tests.Config;

/// <summary>A config of the tests' own: the shipped ones are tuned now and then.</summary>
internal static class SampleConfig
{
    public const string Text = """
        # A sample.
        model:
          input: { kind: image, height: 28, width: 28, channels: 1 }
          preprocessor: { kind: patches, size: 4, width: 64 }
          positions: { kind: learned, combine: add }
          latents: { count: 32, width: 64 }
          encoder:
            stages: 2
            blocks: 2
            cross_attend:
              attention: { heads: 4 }
            self_attend:
              attention: { heads: 4 }
              mlp: { widening: 2 }
          decoder: { kind: mean_pool, norm: true }
        task: { kind: classification, classes: 10 }
        data:
          source: fashion_mnist
          split: { validation: 0.1 }
          augmentation:
            - { kind: horizontal_flip, probability: 0.5 }
            - { kind: random_crop, padding: 2 }
        training:
          epochs: 10
          batch_size: 128
          shards: 2
          optimizer: { kind: adamw, learning_rate: 0.002, weight_decay: 0.05 }
          schedule: { kind: cosine, warmup_steps: 200 }
          clip_norm: 1

        """;
}
