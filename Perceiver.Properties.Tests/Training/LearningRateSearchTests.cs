using FsCheck;
using FsCheck.Xunit;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Training;

/// <summary>The ramp of learning rates, and what is read off the losses along it.</summary>
public sealed class LearningRateSearchTests
{
    private static readonly LearningRateRamp Ramp = new(1e-6, 1, 61);

    [Property]
    public bool A_ramp_rises_by_one_factor_from_end_to_end(PositiveInt steps, PositiveInt from, PositiveInt times)
    {
        var (low, high) = (1e-6 * from.Get, 1e-6 * from.Get * (1 + times.Get));
        var ramp = new LearningRateRamp(low, high, steps.Get + 1);
        var rates = Enumerable.Range(1, steps.Get + 1).Select(ramp.At).ToArray();
        var factor = Math.Pow(high / low, 1.0 / steps.Get);
        return rates[0] == low
            && Close(rates[^1], high)
            && rates.Zip(rates.Skip(1), (one, next) => next / one).All(ratio => Close(ratio, factor));
    }

    [Fact]
    public void The_mean_and_the_suggestions_of_a_known_curve()
    {
        // Falls along a logistic whose middle is the rate 1e-3, and rises again from 1e-1 on.
        var search = Of(rate => 1 + (1 / (1 + (rate / 1e-3))) + (100 * rate * rate));
        var losses = search.Trials.Select(trial => trial.Loss).ToArray();
        for (var i = 0; i < losses.Length; i++)
        {
            var weights = Enumerable.Range(0, i + 1).Select(j => Math.Pow(0.9, i - j)).ToArray();
            var mean = weights.Zip(losses, (weight, loss) => weight * loss).Sum() / weights.Sum();
            Assert.Equal(mean, search.Trials[i].Smoothed, 1e-12);
        }

        // The mean lags by nine steps of a tenth of a power of ten.
        Assert.InRange(search.Steepest!.Value, 1e-3, 1e-2);
        Assert.InRange(search.TenthOfLowest!.Value, 3e-3, 3e-2);
        Assert.True(search.HasDiverged);
    }

    [Property]
    public bool Losses_in_another_unit_suggest_the_same(PositiveInt unit)
    {
        // Powers of two scale exactly.
        var scale = Math.Pow(2, (unit.Get % 40) - 20);
        var (one, other) = (Of(Curve), Of(rate => scale * Curve(rate)));
        return one.Steepest == other.Steepest && one.TenthOfLowest == other.TenthOfLowest;

        static double Curve(double rate) => 2 - Math.Tanh(Math.Log10(rate / 1e-4)) + (30 * rate);
    }

    [Fact]
    public void What_never_falls_suggests_nothing_and_what_is_no_number_ends_it()
    {
        var flat = Of(_ => 1);
        Assert.Equal((null, null, false), (flat.Steepest, flat.TenthOfLowest, flat.HasDiverged));
        Assert.Null(Of(rate => 1 + rate).Steepest);
        Assert.True(LearningRateSearch.Empty.Add(1e-3, 1).Add(1e-2, double.NaN).HasDiverged);
        Assert.False(LearningRateSearch.Empty.HasDiverged);
    }

    [Fact]
    public void What_falls_to_the_end_suggests_a_rate_before_it_and_a_few_losses_none()
    {
        var falling = Of(rate => 2 - Math.Tanh(Math.Log10(rate / 1e-2)));
        Assert.Equal(falling.Trials[^1].Rate / 10, falling.TenthOfLowest);
        Assert.InRange(falling.Steepest!.Value, 1e-3, 1e-1);

        var search = LearningRateSearch.Empty;
        for (var step = 1; step <= 5; step++)
        {
            search = search.Add(Ramp.At(step), 10 - step);
            Assert.Null(search.Steepest);
        }
    }

    private static LearningRateSearch Of(Func<double, double> loss)
    {
        var search = LearningRateSearch.Empty;
        for (var step = 1; step <= Ramp.Steps && !search.HasDiverged; step++)
        {
            search = search.Add(Ramp.At(step), loss(Ramp.At(step)));
        }

        return search;
    }

    private static bool Close(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Abs(other);
}
