using System.Globalization;
using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Perceiver.Properties.Tests.Cli;
using Perceiver.Properties.Tests.Data;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;
using static Perceiver.Properties.Tests.Parity.Closeness;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>The Keras example's training through the loop that <c>train</c> runs: batches ahead, shards on threads, checkpoints.</summary>
[Collection(CliCollection.Name)]
public sealed class KerasLoopTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Cases => FixtureCase.OfFamily("keras_training");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_loop_gives_the_references_losses_and_weights(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = FixtureCase.Load(name);
        int steps = fixture.Description.GetProperty("steps").GetInt32(),
            batches = fixture.Description.GetProperty("batches").GetInt32(),
            size = fixture.Description.GetProperty("batch_size").GetInt32();
        var plain = KerasTrainingTests.WithoutDropout(
            KerasFixture.Config(fixture, KerasTrainingTests.Optimizer(fixture))
        );
        var config = plain with
        {
            Training = plain.Training with { Epochs = steps / batches, BatchSize = size, Shards = 2 },
        };
        var names = KerasNames.Of(config);
        var first = names.Import(fixture.Parameters);
        Tensor images = fixture.Tensors["__input__.images_nhwc"],
            labels = fixture.Tensors["__input__.labels"];
        using var machine = Machine.Start(config, 2, null);
        var display = new Losses();
        var job = Job(config, batches * size, display, machine) with { Source = _ => Batch };
        using (
            var trainer = new Trainer(
                job,
                TrainState<PerceiverParameters>.Start(first, RngKey.FromSeed(0)),
                Progress.None
            )
        )
        {
            Assert.True(trainer.Run());
        }

        var expected = fixture.Tensors["__output__.losses"].data<double>().ToArray();
        Assert.Equal(steps, display.Seen.Count);
        var largest = expected.Zip(display.Seen, (one, other) => Math.Abs(one - other)).Max();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest difference of a loss: {largest:E1}"));
        Assert.InRange(largest, 0, 1e-9);

        var file = Path.Combine(job.Folder.Checkpoints, "last", "parameters.safetensors");
        var saved = SafetensorsReader.Read(File.ReadAllBytes(file), file).Value();
        var final = names.Export(TreeFiles.FromArrays(names.Import(fixture.Parameters), saved, file, null));
        foreach (var (parameter, wanted) in fixture.Under("__final__."))
        {
            // A key's bias shifts all scores of a query alike: its gradient is rounding noise, which LAMB enlarges.
            var isNoise = parameter.EndsWith("key.bias", StringComparison.Ordinal);
            AssertClose(parameter, final[parameter], wanted, isNoise ? 1e-8 : 1e-9);
        }

        TrainingBatch Batch(int step)
        {
            using var own = NewDisposeScope();
            TrainingBatch batch = new LabelledImages(new(images[step].clone()), labels[step].clone());
            return batch.Keep();
        }
    }

    // The pictures themselves are never asked for: only how many there are.
    private TrainingJob Job(PerceiverConfig config, int count, ITrainingDisplay display, Machine machine)
    {
        var input = (InputConfig.Image)config.Model.Input;
        ImageSet Set(int images) =>
            new(
                new byte[images * input.Height * input.Width * input.Channels],
                input.Height,
                input.Width,
                input.Channels,
                [.. new int[images]],
                []
            );
        return new TrainingJob(
            ModelBuilder.From("keras", "sha256:0", config),
            new DataSplits(Set(count), Set(0), Set(0), []),
            PixelStatistics.Of(Set(count)),
            RunFolder.CreateAt(_folder["run"]),
            DiskFiles.Instance,
            display,
            new Interruption(),
            machine
        );
    }

    private sealed class Losses : ITrainingDisplay
    {
        public List<double> Seen { get; } = [];

        public void During(Action training) => training();

        public void Say(string line) { }

        public void Step(StepReport report) => Seen.Add(report.BatchLoss);

        public void Evaluating(string what, int done, int total) { }

        public void Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best) { }
    }
}
