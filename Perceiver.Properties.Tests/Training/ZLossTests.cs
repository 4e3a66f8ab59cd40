using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>The z-loss against scalar code.</summary>
public sealed class ZLossTests
{
    private static readonly TrainingConfig Plain = ConfigCompiler.Compile(Config.SampleConfig.Text).Config!.Training;

    [Property]
    public void It_adds_the_mean_square_of_the_normalisers_logarithm(int seed, byte weight)
    {
        using var scope = NewDisposeScope();
        var z = (1 + weight) / 1000.0;
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var scores = zeros([3, 4, 5], ScalarType.Float64).normal_(0, 3, generator);
        var wanted = randint(0, 5, [3, 4], ScalarType.Int64, generator: generator);
        // Of the second example nothing is asked in two places, of the third nothing at all.
        foreach (var (example, place) in ((int, int)[])[(1, 0), (1, 3), (2, 0), (2, 1), (2, 2), (2, 3)])
        {
            wanted[example, place] = tensor((long)TokenTargets.Unasked);
        }

        double Square(int example, int place) =>
            Math.Pow(Math.Log(Enumerable.Range(0, 5).Sum(k => Math.Exp(scores[example, place, k].ToDouble()))), 2);
        var expected =
            z * (Enumerable.Range(0, 4).Average(place => Square(0, place)) + ((Square(1, 1) + Square(1, 2)) / 2));
        Assert.Equal(expected, Added(new TokenLogits(scores), new TokenTargets(wanted), z), 1e-9);
        Assert.Equal(expected, Added(new DenseLogits(scores), new DenseTargets(wanted), z), 1e-9);

        var logits = scores.select(1, 0);
        var one = z * Enumerable.Range(0, 3).Sum(example => Square(example, 0));
        var labels = randint(0, 5, [3], ScalarType.Int64, generator: generator);
        Assert.Equal(one, Added(new Logits(logits), new ClassTargets(labels), z), 1e-9);

        // The twin: numbers have no softmax.
        Assert.Equal(0, Added(new Predictions(logits), new ValueTargets(logits.neg()), z));
    }

    private static double Added(ModelOutput answer, TargetBatch wanted, double z) =>
        Objective.LossSum(Plain with { ZLoss = z }, answer, wanted).ToDouble()
        - Objective.LossSum(Plain, answer, wanted).ToDouble();
}
