using System.Globalization;
using Perceiver.Properties.Tests.Data;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>A config, pictures and a runs folder, small enough to train in a second: bright squares left or right.</summary>
public sealed class TinyRun : IDisposable
{
    /// <summary>A config with dropout and augmentation, so that a resume which forgets a key is seen.</summary>
    public const string Config = """
        model:
          input: { kind: image, height: 8, width: 8, channels: 1 }
          preprocessor: { kind: patches, size: 4, width: 8 }
          positions: { kind: learned, combine: add }
          latents: { count: 4, width: 8 }
          encoder:
            stages: 1
            blocks: 1
            cross_attend: { attention: { heads: 1 }, mlp: { widening: 1, dropout: 0.1 } }
            self_attend: { attention: { heads: 2 }, mlp: { widening: 1 } }
          decoder: { kind: mean_pool, norm: true }
        task: { kind: classification, classes: 2 }
        data:
          source: { kind: image_folder, path: squares }
          split: { validation: 0.25, test: 0.25 }
          normalization: statistics
          augmentation:
            - { kind: random_crop, padding: 1 }
        training:
          epochs: 3
          batch_size: 8
          shards: 2
          optimizer: { kind: adamw, learning_rate: 0.02 }
          schedule: { kind: cosine, warmup_steps: 2 }
          clip_norm: 1

        """;

    private const int Images = 40;

    public TinyRun()
    {
        Folder.Write("tiny.yaml", Config);
        for (var i = 0; i < Images; i++)
        {
            var side = i % 2 == 0 ? "left" : "right";
            Folder.Write($"squares/{side}/{i.ToString("00", CultureInfo.InvariantCulture)}.png", Picture(i));
        }
    }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The config's path.</summary>
    public string ConfigPath => Folder["tiny.yaml"];

    /// <summary>Where runs go unless told otherwise.</summary>
    public string Runs => Folder["runs"];

    /// <summary>One of the pictures.</summary>
    public string AnImage => Folder["squares/left/00.png"];

    /// <summary>Trains into a run folder of that name and gives its path.</summary>
    public string Train(string name, params string[] more)
    {
        var path = Path.Combine(Runs, name);
        Command.Run(this, ["train", ConfigPath, "--data", Folder.Path, "--out", path, .. more]).ShouldSucceed();
        return path;
    }

    public void Dispose() => Folder.Dispose();

    private static byte[] Picture(int i)
    {
        var pixels = new byte[64];
        for (var p = 0; p < pixels.Length; p++)
        {
            var isBright = p % 8 < 4 == (i % 2 == 0);
            pixels[p] = (byte)((isBright ? 160 : 40) + ((i * 7) + (p * 3)) % 31);
        }

        return TestImages.Png(8, 8, 1, pixels);
    }
}
