using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>An update of all parameters in one pass is the one that takes them in turn.</summary>
public sealed class FusedUpdateTests
{
    // From a scalar to more numbers than one piece of the pass has, and none of them a multiple of a vector.
    private static readonly long[][] Shapes =
    [
        [],
        [7],
        [5, 3],
        [33, 1001],
        [1],
    ];

    [Property(MaxTest = 60)]
    public void ItIsTheUpdateInTurn(int seed, bool lamb, bool all, byte rate, byte decay)
    {
        using var scope = NewDisposeScope();
        foreach (var (type, tolerance) in new[] { (ScalarType.Float64, 1e-12), (ScalarType.Float32, 2e-6) })
        {
            var options = Options(lamb, all, decay / 512.0);
            var (parameters, state) = First(seed, type);
            var (inTurn, its) = (parameters, state);
            for (var step = 1; step <= 3; step++)
            {
                var gradients = Random(seed + step, type);
                var learningRate = (1 + rate) / 1000.0;
                OptimizerUpdate update = new(
                    options,
                    [.. Shapes.Select(shape => shape.Length > 1 || all)],
                    step,
                    learningRate
                );
                var other = Optimizers.InTurn(update, Lists(inTurn, its), gradients.Leaves(), StateBuffers.New);
                (inTurn, its) = (inTurn.WithLeaves([.. other.Parameters]), Memory(other));
                (parameters, state) = Optimizers.Update(options, parameters, gradients, state, step, learningRate);
                TensorAssert.Close(inTurn, parameters, tolerance);
                TensorAssert.Close(its.FirstMoment, state.FirstMoment, tolerance);
                TensorAssert.Close(its.SecondMoment, state.SecondMoment, tolerance);
            }

            TensorAssert.Apart(First(seed, type).Parameters.Leaves()[3], parameters.Leaves()[3]);
        }
    }

    [Property(MaxTest = 60)]
    public void WrittenOverTheOldStateItHasTheSameBits(int seed, byte kind, bool average, bool clips, bool freezes)
    {
        using var scope = NewDisposeScope();
        var config = Training(kind, average, clips, freezes);
        var (parameters, _) = First(seed, ScalarType.Float32);
        var (kept, given) = (Start(parameters, average), Start(Copy(parameters), average));
        for (var step = 0; step < 3; step++)
        {
            var before = kept.Leaves().Select(TensorAssert.Bits).ToArray();
            var old = given;
            var shard = new ShardGradients<Leaves>(Random(seed + step, ScalarType.Float32), 1, 0, 1, 1);
            var (next, metrics) = TrainStep.Apply(config, kept, [shard], 10);
            (given, var same) = TrainStep.Apply(config, given, [shard], 10, buffers: StateBuffers.Reused);

            Assert.Equal(next.Leaves().Select(TensorAssert.Bits), given.Leaves().Select(TensorAssert.Bits));
            Assert.Equal(metrics, same);
            Assert.Equal(before, kept.Leaves().Select(TensorAssert.Bits));

            // The twin: the state that was given away no longer has its numbers.
            Assert.Equal(given.Leaves().Select(TensorAssert.Bits), old.Leaves().Select(TensorAssert.Bits));
            Assert.NotEqual(before, old.Leaves().Select(TensorAssert.Bits));
            kept = next;
        }
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    public void AStepThatIsNotFiniteIsNeverWrittenOverTheOldState(double slope, double loss)
    {
        using var scope = NewDisposeScope();
        var config = Training(0, average: true, clips: false, freezes: false);
        var state = Start(First(1, ScalarType.Float64).Parameters, average: true);
        var before = state.Leaves().Select(TensorAssert.Bits).ToArray();
        var gradients = Random(2, ScalarType.Float64);
        gradients.Items[0].fill_(slope);
        TrainStep.Apply(config, state, [new(gradients, loss, 0, 1, 1)], 10, buffers: StateBuffers.Reused);
        Assert.Equal(before, state.Leaves().Select(TensorAssert.Bits));
    }

    [Fact]
    public void TheNumberOfThreadsChangesNoBit()
    {
        using var scope = NewDisposeScope();
        var options = Options(lamb: true, all: true, 0.1);
        var (parameters, state) = First(5, ScalarType.Float32);
        var gradients = Random(6, ScalarType.Float32);
        var one = Optimizers.Update(options, parameters, gradients, state, 1, 0.1).Parameters;
        var before = new EngineOptions(Engine.Current.Threads);
        try
        {
            Engine.Current.Start(before with { UpdateThreads = 5 });
            var five = Optimizers.Update(options, parameters, gradients, state, 1, 0.1).Parameters;
            TensorAssert.SameBits(one, five);
        }
        finally
        {
            Engine.Current.Start(before);
        }
    }

    [Fact]
    public void AGradientOfAnotherSizeIsRefused()
    {
        using var scope = NewDisposeScope();
        var (parameters, state) = First(1, ScalarType.Float32);
        var gradients = Random(2, ScalarType.Float32);
        var wrong = gradients.WithLeaves([zeros(3), .. gradients.Leaves().Skip(1)]);
        Assert.ThrowsAny<Exception>(() => Optimizers.Update(Options(false, true, 0), parameters, wrong, state, 1, 0.1));
    }

    private static OptimizerConfig Options(bool lamb, bool all, double decay) =>
        lamb
            ? new OptimizerConfig.Lamb(0.01, 0.9, 0.99, 1e-6, decay, all)
            : new OptimizerConfig.AdamW(0.01, 0.8, 0.99, 1e-6, decay, all);

    private static PerceiverConfig Training(byte kind, bool average, bool clips, bool freezes)
    {
        OptimizerConfig[] kinds =
        [
            new OptimizerConfig.AdamW(0.01, 0.9, 0.99, 1e-8, 0.05, false),
            new OptimizerConfig.Lamb(0.01, 0.9, 0.99, 1e-6, 0.05, false),
            new OptimizerConfig.Adam(0.01, 0.9, 0.99, 1e-8, 0.05, false),
            new OptimizerConfig.Sgd(0.01, 0.9, true, 0.05, false),
            new OptimizerConfig.Sgd(0.01, 0, false, 0, false),
        ];
        var config = ConfigCompiler.Compile(Properties.Tests.Config.SampleConfig.Text).Config!;
        var training = config.Training with
        {
            Optimizer = kinds[kind % kinds.Length],
            Schedule = new ScheduleConfig.Constant(0),
            EmaDecay = average ? 0.75 : null,
            ClipNorm = clips ? 0.5 : null,
            Freeze = freezes ? ["item1*"] : [],
        };
        return config with { Training = training };
    }

    private static TrainState<Leaves> Start(Leaves parameters, bool average) =>
        TrainState<Leaves>.Start(parameters, default, average);

    private static Leaves Copy(Leaves parameters) => parameters.Map(leaf => leaf.clone());

    private static (Leaves Parameters, OptimizerState<Leaves> State) First(int seed, ScalarType type)
    {
        var parameters = Random(seed, type);
        return (parameters, Optimizers.Init(parameters));
    }

    private static Leaves Random(int seed, ScalarType type)
    {
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        return new([.. Shapes.Select(shape => randn(shape, type, generator: generator))]);
    }

    private static LeafLists Lists(Leaves parameters, OptimizerState<Leaves> state) =>
        new(parameters.Leaves(), state.FirstMoment.Leaves(), state.SecondMoment.Leaves());

    private static OptimizerState<Leaves> Memory(LeafLists lists) =>
        new(new([.. lists.FirstMoments]), new([.. lists.SecondMoments]));

    private sealed record Leaves(Tensor[] Items) : IParameterTree<Leaves>
    {
        public static void AddNames(Leaves tree, string prefix, IList<string> names)
        {
            for (var i = 0; i < tree.Items.Length; i++)
            {
                names.Add($"{prefix}item{i}");
            }
        }

        public static void AddLeaves(Leaves tree, IList<Tensor> leaves) => Array.ForEach(tree.Items, leaves.Add);

        public static Leaves Rebuild(Leaves structure, ReadOnlySpan<Tensor> leaves, ref int next)
        {
            var items = leaves.Slice(next, structure.Items.Length).ToArray();
            next += items.Length;
            return new(items);
        }
    }
}
