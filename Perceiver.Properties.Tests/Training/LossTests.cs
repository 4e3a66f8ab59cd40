using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Losses and metrics against loops over numbers.</summary>
public sealed class LossTests
{
    [Property]
    public void CrossEntropyIsTheLogOfTheProbabilityGiven(int seed, byte smoothing)
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = Draw(seed);
        var share = smoothing / 512.0;
        var expected = new double[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = Row(logits, i);
            var logSum = Math.Log(row.Sum(Math.Exp));
            var target = row[labels[i]] - logSum;
            var spread = row.Average(value => value - logSum);
            expected[i] = -((1 - share) * target) - (share * spread);
        }

        var actual = Losses.CrossEntropy(new(logits), tensor(labels), share);
        Assert.Equal(expected.Average(), actual.ToDouble(), 1e-12);
        Assert.Equal(expected.Sum(), Losses.CrossEntropySum(new(logits), tensor(labels), share).ToDouble(), 1e-11);
    }

    [Property]
    public void TopKCountsLabelsWithFewerThanKAbove(int seed, byte many)
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = Draw(seed);
        var k = 1 + (many % 9);
        var expected = labels.Where((label, i) => Row(logits, i).Count(value => value > Row(logits, i)[label]) < k);
        Assert.Equal(expected.Count(), Metrics.TopKCorrect(new(logits), tensor(labels), k));
        Assert.Equal(expected.Count() / (double)labels.Length, Metrics.TopKAccuracy(new(logits), tensor(labels), k));
    }

    [Property]
    public void TheLearningRateWarmsUpAndFalls(ushort warmup, ushort total, ushort at, byte final)
    {
        var (steps, end) = (1 + (warmup % 500), 1 + (warmup % 500) + 1 + (total % 5000));
        var share = final / 255.0;
        var adam = new OptimizerConfig.AdamW(0.003, 0.9, 0.999, 1e-8, 0, false);
        double Rate(ScheduleConfig schedule, long step) => Schedules.LearningRate(adam, schedule, step, end);

        var cosine = new ScheduleConfig.Cosine(steps, share);
        Assert.Equal(0.003 / steps, Rate(cosine, 1), 1e-15);
        Assert.Equal(0.003, Rate(cosine, steps), 1e-15);
        Assert.Equal(0.003 * share, Rate(cosine, end), 1e-15);
        Assert.Equal(0.003 * (1 + share) / 2, (Rate(cosine, steps) + Rate(cosine, end)) / 2, 1e-15);
        var step = 1 + (at % end);
        var expected =
            step <= steps
                ? (double)step / steps
                : share + ((1 - share) * Math.Pow(Math.Cos(Math.PI * (step - steps) / (2.0 * (end - steps))), 2));
        Assert.Equal(0.003 * expected, Rate(cosine, step), 1e-15);
        Assert.Equal(0.003 * Math.Min(1, (double)step / steps), Rate(new ScheduleConfig.Constant(steps), step), 1e-15);
        Assert.Equal(0.003, Rate(new ScheduleConfig.Constant(0), step), 1e-15);
    }

    private static double[] Row(Tensor logits, int i) => logits[i].contiguous().data<double>().ToArray();

    private static (Tensor Logits, long[] Labels) Draw(int seed)
    {
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var logits = zeros(6, 7, ScalarType.Float64).normal_(0, 2, generator);
        return (logits, randint(0, 7, [6], ScalarType.Int64, generator: generator).data<long>().ToArray());
    }
}
