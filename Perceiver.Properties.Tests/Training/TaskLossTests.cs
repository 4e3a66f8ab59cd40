using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>The losses of tasks with several answers, against loops over numbers and finite differences.</summary>
public sealed class TaskLossTests
{
    private const int Batch = 3;
    private const int Places = 5;
    private const int Classes = 4;

    [Property]
    public void AnExamplesLossIsTheMeanOverWhatIsAsked(int seed, byte smoothing)
    {
        using var scope = NewDisposeScope();
        var (scores, wanted) = Draw(seed);
        var share = smoothing / 512.0;
        var numbers = scores.data<double>().ToArray();
        var tokens = wanted.data<long>().ToArray();
        var expected = 0.0;
        for (var i = 0; i < Batch; i++)
        {
            var losses = new List<double>();
            for (var p = 0; p < Places; p++)
            {
                if (tokens[(i * Places) + p] is >= 0 and var token)
                {
                    var row = numbers[(((i * Places) + p) * Classes)..][..Classes];
                    var logSum = Math.Log(row.Sum(Math.Exp));
                    losses.Add(-((1 - share) * (row[token] - logSum)) - (share * row.Average(x => x - logSum)));
                }
            }

            expected += losses.DefaultIfEmpty(0).Average();
        }

        Assert.Equal(expected, Losses.AskedCrossEntropySum(scores, wanted, share).ToDouble(), 1e-11);
    }

    [Property]
    public void WhatIsNotAskedCountsForNothingAndWhatIsDoes(int seed, byte at)
    {
        using var scope = NewDisposeScope();
        var (scores, wanted) = Draw(seed);
        var place = at % (Batch * Places);
        var other = scores.clone();
        other.view(-1, Classes)[place, 0] = scores.view(-1, Classes)[place, 0].add(1);
        var isAsked = wanted.flatten()[place].item<long>() >= 0;
        var (before, after) = (Loss(scores), Loss(other));

        // The twin: the same change where something is asked moves the loss, up or down.
        Assert.True(isAsked ? before != after : before == after, $"{before} and {after}, asked: {isAsked}");

        double Loss(Tensor x) => Losses.AskedCrossEntropySum(x, wanted).ToDouble();
    }

    [Property]
    public void TheSquaredErrorIsTheMeanOverAnExamplesNumbers(int seed)
    {
        using var scope = NewDisposeScope();
        var (values, _) = Draw(seed);
        var (wanted, _) = Draw(seed ^ 1);
        var (left, right) = (values.data<double>().ToArray(), wanted.data<double>().ToArray());
        var expected = left.Zip(right, (a, b) => (a - b) * (a - b)).Sum() / (Places * Classes);
        Assert.Equal(expected, Losses.SquaredErrorSum(values, wanted).ToDouble(), 1e-10);
        var misfit = Assert.Throws<ArgumentException>(() => Losses.SquaredErrorSum(values, wanted.flatten(1)));
        Assert.Contains($"[{string.Join(", ", values.shape)}]", misfit.Message, StringComparison.Ordinal);
        Assert.EndsWith($"[{string.Join(", ", wanted.flatten(1).shape)}].", misfit.Message, StringComparison.Ordinal);
    }

    [Property]
    public void AnExamplesLossIsTheMeanOverItsLabels(int seed, byte smoothing)
    {
        using var scope = NewDisposeScope();
        var (scores, labels) = DrawLabels(seed);
        var share = smoothing / 512.0;
        var (logits, has) = (scores.data<double>().ToArray(), labels.data<double>().ToArray());
        var expected = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            var (wanted, said) = ((has[i] * (1 - share)) + (share / 2), 1 / (1 + Math.Exp(-logits[i])));
            expected -= ((wanted * Math.Log(said)) + ((1 - wanted) * Math.Log(1 - said))) / Classes;
        }

        Assert.Equal(expected, Losses.LabelCrossEntropySum(new Logits(scores), labels, share).ToDouble(), 1e-10);
        Assert.Equal(
            expected,
            Objective
                .LossSum(
                    FamilyTraining with
                    {
                        LabelSmoothing = share,
                        ZLoss = 0.1,
                    },
                    new Logits(scores),
                    new LabelTargets(labels)
                )
                .ToDouble(),
            1e-10
        );
    }

    [Fact]
    public void Labels_are_right_one_by_one()
    {
        using var scope = NewDisposeScope();
        var scores = new Logits(tensor(new double[] { 1, -1, 2, -3, -0.1, 4 }, [2, 3]));
        var labels = tensor(new double[] { 1, 1, 0, 0, 0, 1 }, [2, 3]);
        Assert.Equal((4, 6), Objective.Count(scores, new LabelTargets(labels)));
    }

    [Fact]
    public void RightAndAskedAreCounted()
    {
        using var scope = NewDisposeScope();
        var scores = tensor(new double[] { 1, 0, 0, 1, 1, 0, 0, 1 }, [2, 2, 2]);
        var wanted = tensor(new long[] { 0, TokenTargets.Unasked, 1, 1 }, [2, 2]);
        Assert.Equal((2, 3), Objective.Count(new TokenLogits(scores), new TokenTargets(wanted)));
        Assert.Equal((2, 3), Objective.Count(new DenseLogits(scores), new DenseTargets(wanted)));
        Assert.Equal((0, 0), Objective.Count(new Reconstruction(scores), new ValueTargets(scores)));
        var misfit = Assert.Throws<ArgumentException>(() =>
            Objective.Count(new Reconstruction(scores), new TokenTargets(wanted))
        );
        Assert.Contains("Reconstruction", misfit.Message, StringComparison.Ordinal);
    }

    private static TrainingConfig FamilyTraining => Config.ShippedConfigs.Compile("shapes").Config!.Training;

    // Scores, and labels of which each example has about half.
    private static (Tensor Scores, Tensor Labels) DrawLabels(int seed)
    {
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var scores = zeros([Batch, Classes], ScalarType.Float64).normal_(0, 2, generator);
        return (
            scores,
            zeros([Batch, Classes], ScalarType.Float64).normal_(0, 1, generator).gt(0).to(ScalarType.Float64)
        );
    }

    // Scores, and classes of which about a third are not asked.
    private static (Tensor Scores, Tensor Wanted) Draw(int seed)
    {
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var scores = zeros([Batch, Places, Classes], ScalarType.Float64).normal_(0, 2, generator);
        var wanted = randint(-2, Classes, [Batch, Places], ScalarType.Int64, generator: generator);
        return (scores, wanted.masked_fill(wanted.lt(0), TokenTargets.Unasked));
    }
}
