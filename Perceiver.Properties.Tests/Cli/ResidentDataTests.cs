using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Perceiver.Properties.Tests.Data;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Training on images that stay on the device is the training on batches made in memory.</summary>
[Collection(CliCollection.Name)]
public sealed class ResidentDataTests : IDisposable
{
    private static readonly PerceiverConfig Config = Prepared();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_run_ends_with_the_same_bits()
    {
        var data = Data(1);
        using var resident = ResidentData.Of(data, CPU, long.MaxValue);
        Assert.NotNull(resident.Train);
        Assert.NotNull(resident.Validation);
        var (plain, kept) = (Trained("memory", data, ResidentData.None), Trained("device", data, resident));
        Assert.Equal(plain.Digest, kept.Digest);
        Assert.Equal(plain.Validation, kept.Validation);
    }

    [Fact]
    public void It_is_those_images_that_are_trained_on()
    {
        using var other = ResidentData.Of(Data(2), CPU, long.MaxValue);
        var data = Data(1);
        Assert.NotEqual(
            Trained("memory", data, ResidentData.None).Digest,
            Trained("other", data, other with { Validation = null }).Digest
        );
    }

    [Fact]
    public void Too_many_bytes_stay_where_they_are()
    {
        var data = Data(1);
        var bytes = ((ImageSet)data.Train).Pixels.Length + ((ImageSet)data.Validation).Pixels.Length;
        Assert.Same(ResidentData.None, ResidentData.Of(data, CPU, bytes - 1));
        Assert.Same(ResidentData.None, ResidentData.Of(data, CPU, 0));
        using var resident = ResidentData.Of(data, CPU, bytes);
        Assert.NotSame(ResidentData.None, resident);
        var points = new PointSet(new float[6], 1, 3, [0, 1]);
        Assert.Same(ResidentData.None, ResidentData.Of(new(points, points, points, []), CPU, long.MaxValue));
    }

    private (string Digest, double? Validation) Trained(string name, DataSplits data, ResidentData resident)
    {
        using var machine = Machine.Start(Config, 2, null);
        var job = new TrainingJob(
            ModelBuilder.From("resident", "sha256:0", Config),
            data,
            PixelStatistics.Of(data.Train),
            RunFolder.CreateAt(_folder[name]),
            DiskFiles.Instance,
            new QuietDisplay(),
            new Interruption(),
            machine
        )
        {
            Resident = resident,
        };
        using var scope = NewDisposeScope();
        var key = RngKey.FromSeed(3);
        var start = TrainState<PerceiverParameters>.Start(PerceiverModel.Init(Config, key), key);
        using var trainer = new Trainer(job, start, Progress.None);
        Assert.True(trainer.Run());
        var file = Path.Combine(job.Folder.Checkpoints, CheckpointStore.Last, CheckpointStore.ParametersName);
        return (CheckpointStore.Digest(File.ReadAllBytes(file)), trainer.Progress.Epochs[^1].Validation?.Loss);
    }

    private static DataSplits Data(int seed) => new(Images(14, seed), Images(5, seed + 10), Images(0, 0), []);

    private static ImageSet Images(int count, int seed)
    {
        var pixels = new byte[count * 6 * 5 * 3];
        new Random(seed).NextBytes(pixels);
        return new ImageSet(pixels, 6, 5, 3, [.. Enumerable.Range(0, count).Select(i => i % 4)], []);
    }

    private static PerceiverConfig Prepared()
    {
        AugmentationConfig[] changes =
        [
            new AugmentationConfig.HorizontalFlip(0.5),
            new AugmentationConfig.RandomZoom(0.2, 0.2),
            new AugmentationConfig.RandAugment(1, 9),
            new AugmentationConfig.Mixup(0.2, 0.5),
        ];
        var config = DataTestConfigs.Of(
            new DataSourceConfig.FashionMnist(),
            new InputConfig.Image(8, 8, 3),
            4,
            normalization: Normalization.Statistics,
            augmentation: changes
        );
        var glorot = new InitConfig(InitKind.GlorotUniform, 0);
        var model = config.Model;
        return config with
        {
            // Weights of zero would have no gradients.
            Model = model with
            {
                Latents = model.Latents with { Init = new InitConfig(InitKind.Normal, 0.5) },
                LinearInit = glorot,
            },
            Training = config.Training with { Epochs = 2, BatchSize = 4, Shards = 2 },
        };
    }
}
