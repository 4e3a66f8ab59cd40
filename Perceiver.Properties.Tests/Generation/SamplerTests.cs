using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Generation;

/// <summary>What may be drawn, how often, and what never.</summary>
public sealed class SamplerTests
{
    [Property]
    public void OnlyTheBestByNumberAreDrawn(int seed, PositiveInt count, PositiveInt most)
    {
        var (scores, k) = (Scores(seed, count), 1 + (most.Get % 5));
        var drawn = Sampler.Choose(scores, new(2, k), Key(seed));
        Assert.True(scores.Count(score => score > scores[drawn]) < k);
    }

    [Property]
    public void WithoutTheLimitOthersAreDrawnToo(int seed)
    {
        var scores = Scores(seed, PositiveInt.NewPositiveInt(9));
        var drawn = Enumerable.Range(0, 400).Select(i => Sampler.Choose(scores, new(1e6), Key(seed).Fold(i)));
        Assert.Equal(scores.Length, drawn.Distinct().Count());
    }

    [Property]
    public void OnlyTheFewestThatHaveTheShareAreDrawn(int seed, PositiveInt count, byte share)
    {
        var (scores, p) = (Scores(seed, count), (1 + share) / 256.0);
        var drawn = Sampler.Choose(scores, new(1, null, p), Key(seed));
        var weights = scores.Select(Math.Exp).ToArray();
        var better = scores.Zip(weights).Where(one => one.Item1 > scores[drawn]).Sum(one => one.Item2);
        Assert.True(better < p * weights.Sum() * (1 + 1e-12), "those before it had the share already");
    }

    [Property]
    public void AHigherScoreForAllIsNoChange(int seed, PositiveInt count, short shift)
    {
        var scores = Scores(seed, count);
        var higher = scores.Select(score => score + (shift / 16.0)).ToArray();
        Assert.Equal(Sampler.Choose(scores, new(), Key(seed)), Sampler.Choose(higher, new(), Key(seed)));
    }

    [Property]
    public void AHigherScoreForOneIsDrawnMoreOften(int seed)
    {
        var scores = Scores(seed, PositiveInt.NewPositiveInt(6));
        var raised = scores.ToArray();
        raised[2] = scores.Max() + 6;
        int Times(double[] of) =>
            Enumerable.Range(0, 200).Count(i => Sampler.Choose(of, new(), Key(seed).Fold(i)) == 2);
        Assert.True(Times(raised) > Times(scores));
    }

    // The frequencies of many draws are the probabilities, within five standard deviations.
    [Property(MaxTest = 20)]
    public void FrequenciesAreProbabilities(int seed)
    {
        const int Draws = 4000;
        var scores = Scores(seed, PositiveInt.NewPositiveInt(4));
        var weights = scores.Select(score => Math.Exp(score / 0.7)).ToArray();
        var counts = new int[scores.Length];
        for (var i = 0; i < Draws; i++)
        {
            counts[Sampler.Choose(scores, new(0.7), Key(seed).Fold(i))]++;
        }

        for (var i = 0; i < counts.Length; i++)
        {
            var probability = weights[i] / weights.Sum();
            var deviation = Math.Sqrt(probability * (1 - probability) / Draws);
            Assert.InRange(
                (double)counts[i] / Draws,
                probability - (6 * deviation) - 1e-3,
                probability + (6 * deviation) + 1e-3
            );
        }
    }

    [Property]
    public void WhatIsForbiddenIsNeverDrawn(int seed, PositiveInt count)
    {
        var scores = Scores(seed, count);
        if (scores.Length > 1)
        {
            scores[seed % scores.Length < 0 ? 0 : seed % scores.Length] = double.NegativeInfinity;
            Assert.True(double.IsFinite(scores[Sampler.Choose(scores, new(1e9), Key(seed))]));
        }
    }

    [Property]
    public void AUniformNumberIsFromZeroToBelowOne(int seed) =>
        Assert.InRange(Sampler.Uniform(Key(seed)), 0, Math.BitDecrement(1));

    [Fact]
    public void What_cannot_be_drawn_from_is_refused()
    {
        var key = RngKey.FromSeed(1);
        Assert.Throws<ArgumentException>(() => Sampler.Choose([1, double.NaN], new(), key));
        Assert.Throws<ArgumentException>(() => Sampler.Choose([double.NegativeInfinity], new(), key));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Choose([1], new(-1), key));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Choose([1], new(1, 0), key));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Choose([1], new(1, null, 0), key));
        var top = Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Choose([1], new(1, null, 1.1), key));
        Assert.StartsWith("TopP is above 0 and at most 1.", top.Message, StringComparison.Ordinal);
    }

    private static RngKey Key(int seed) => RngKey.FromSeed(seed);

    private static double[] Scores(int seed, PositiveInt count) =>
        [
            .. Enumerable
                .Range(0, 1 + (count.Get % 12))
                .Select(i => 6 * Sampler.Uniform(RngKey.FromSeed(seed).Fold("scores").Fold(i))),
        ];
}
