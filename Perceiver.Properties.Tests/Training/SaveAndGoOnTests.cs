using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>A state that was written down and read again goes on as if it had not been, whatever the model and the task.</summary>
[Properties(Arbitrary = [typeof(Cases)], MaxTest = 60)]
public sealed class SaveAndGoOnTests
{
    [Property]
    public void SomeStepsThenASaveThenSomeMoreAreAllOfThem(RunCase @case)
    {
        var folder = Directory.CreateTempSubdirectory("perceiver-go-on-");
        try
        {
            using var scope = NewDisposeScope();
            var model = ModelBuilder.From("any", "sha256:any", @case.Config);
            var start = @case.Start();
            var all = @case.Steps(start, 0, @case.Before + @case.After);
            var store = new CheckpointStore(folder.FullName, DiskFiles.Instance);
            var saved = @case.Steps(start, 0, @case.Before);
            store.Save(CheckpointStore.Last, saved, ManifestOf(model, saved));
            var read = new CheckpointReader(model, null).Load(store, [CheckpointStore.Last], Assert.Fail).State;
            try
            {
                Assert.Equal((saved.Step, saved.Key, saved.Data), (read.Step, read.Key, read.Data));
                var onwards = @case.Steps(read, @case.Before, @case.After);
                Assert.Equal(Bits(all), Bits(onwards));

                // The twin: a run that forgot its optimiser's memory ends elsewhere, if there was any and it is used again.
                var nothing = Optimizers.Init(read.Parameters);
                var remembers = !read
                    .Optimizer.Leaves()
                    .Select(TensorAssert.Bits)
                    .SequenceEqual(nothing.Leaves().Select(TensorAssert.Bits), Equal);
                if (remembers && all.Step > read.Step)
                {
                    var forgetful = read with { Optimizer = nothing };
                    Assert.NotEqual(Bits(all), Bits(@case.Steps(forgetful, @case.Before, @case.After)));
                }
            }
            finally
            {
                read.Release();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[][] Bits(TrainState<PerceiverParameters> state) =>
        [.. state.Leaves().Select(TensorAssert.Bits)];

    private static readonly IEqualityComparer<byte[]> Equal = EqualityComparer<byte[]>.Create(
        (one, other) => one.AsSpan().SequenceEqual(other),
        bytes => bytes.Length
    );

    private static Manifest ManifestOf(ModelBuilder model, TrainState<PerceiverParameters> state) =>
        new(
            Manifest.CurrentFormat,
            ProgramVersion.Current,
            model.Name,
            model.Hash,
            state.Step,
            state.Data.Epoch,
            state.Data.Step,
            string.Create(CultureInfo.InvariantCulture, $"{state.Key.High:x16}{state.Key.Low:x16}"),
            [],
            [],
            [],
            [0, 0, 0],
            Progress.None,
            state.Plateau,
            state.Stopping,
            ImmutableSortedDictionary<string, string>.Empty
        );

    /// <summary>A config, its seed, and how many batches come before and after the save.</summary>
    public sealed record RunCase(PerceiverConfig Config, long Seed, int Before, int After)
    {
        /// <summary>The state before the first batch.</summary>
        public TrainState<PerceiverParameters> Start()
        {
            var key = RngKey.FromSeed(Seed);
            var averages = Config.Training.EmaDecay is not null;
            var state = TrainState<PerceiverParameters>.Start(PerceiverModel.Init(Config, key), key, averages);
            return state with { Statistics = PerceiverModel.InitStatistics(Config) };
        }

        /// <summary>The state after some batches from a place on.</summary>
        public TrainState<PerceiverParameters> Steps(TrainState<PerceiverParameters> state, int from, int count)
        {
            for (var i = from; i < from + count; i++)
            {
                var batch = AnyBatch.Of(Config, state.Parameters, RngKey.FromSeed(Seed).Fold(i), 2);
                var accumulation = Config.Training.Accumulation;
                var part = new UpdatePart(i % accumulation, 2 * accumulation, i % accumulation == accumulation - 1);
                (state, _) = TrainStep.Step(Config, state, batch, 10, part);
            }

            return state;
        }
    }

    /// <summary>Models of every family, with dropout and batch norms, and all that a state holds.</summary>
    public static class Cases
    {
        public static Arbitrary<RunCase> Runs() =>
            Arb.From(
                from config in FamilyGen.Config
                from seed in Gen.Choose(0, 1000)
                from accumulation in Gen.Elements(1, 1, 2)
                from average in Gen.Elements<double?>(null, 0.9)
                from lamb in Gen.Elements(true, false)
                from before in Gen.Choose(1, 3)
                select new RunCase(With(config, accumulation, average, lamb), seed, before, 2)
            );

        // A warm-up's first learning rate is zero: then moments are all that a step changes.
        private static PerceiverConfig With(PerceiverConfig config, int accumulation, double? average, bool lamb) =>
            config with
            {
                Training = config.Training with
                {
                    Accumulation = accumulation,
                    EmaDecay = average,
                    Freeze = [],
                    Schedule = new ScheduleConfig.Constant(0),
                    Optimizer = lamb
                        ? new OptimizerConfig.Lamb(0.01, 0.9, 0.99, 1e-6, 0.01, true)
                        : new OptimizerConfig.AdamW(0.01, 0.9, 0.99, 1e-8, 0.01, true),
                },
            };
    }
}
