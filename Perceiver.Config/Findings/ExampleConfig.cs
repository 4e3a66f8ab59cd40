namespace Perceiver.Config;

/// <summary>The config that the examples of rules edit. It is in order itself.</summary>
internal static class ExampleConfig
{
    public const string Text = """
        model:
          input: { kind: image, height: 32, width: 32, channels: 3 }
          preprocessor: { kind: patches, size: 4 }
          positions: { kind: learned, combine: concat, width: 5 }
          latents: { count: 8, width: 12 }
          encoder:
            stages: 2
            blocks: 1
            sharing: all
            self_attend:
              attention: { heads: 3, qk_width: 12, v_width: 12 }
          decoder: { kind: mean_pool, head: { hidden: [] } }
        task: { kind: classification, classes: 100 }
        data:
          source: { kind: cifar100, labels: fine }
          split: { validation: 0.25 }
          augmentation:
            - { kind: random_crop, padding: 2, mode: reflect }
        training:
          epochs: 3
          batch_size: 64
          shards: 2
          schedule: { kind: cosine, warmup_steps: 10 }
        """;
}
