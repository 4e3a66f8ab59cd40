using System.Collections.Immutable;

namespace Perceiver.Model;

/// <summary>What the losses of a <see cref="LearningRateRamp"/> say about the learning rate: a value, trial by trial.</summary>
/// <param name="Trials">The steps so far.</param>
public sealed record LearningRateSearch(ImmutableArray<LearningRateTrial> Trials)
{
    // The weight of what was before in the moving mean, and how far above the lowest mean a run counts as lost.
    private const double Memory = 0.9;
    private const double Lost = 4;

    // Means of fewer losses than this say little.
    private const int Settling = 5;

    // A share of the loss that float32 cannot tell from nothing.
    private const double Rounding = 1e-6;

    /// <summary>Before the first step.</summary>
    public static LearningRateSearch Empty { get; } = new(ImmutableArray<LearningRateTrial>.Empty);

    /// <summary>With one more step. The mean is an exponential one, corrected for its start (as Adam's moments are).</summary>
    public LearningRateSearch Add(double rate, double loss)
    {
        var known = Trials.Length;
        var before = known == 0 ? 0 : Trials[^1].Smoothed * (1 - Math.Pow(Memory, known));
        var sum = (Memory * before) + ((1 - Memory) * loss);
        return new(Trials.Add(new(rate, loss, sum / (1 - Math.Pow(Memory, known + 1)))));
    }

    /// <summary>Whether the last loss is no number, or the mean has risen to four times its lowest: no use going on.</summary>
    public bool HasDiverged =>
        Trials.Length > 0
        && (!double.IsFinite(Trials[^1].Loss) || (Settled && Trials[^1].Smoothed > Lost * Trials[Lowest].Smoothed));

    /// <summary>The rate at which the mean loss fell fastest for each factor of the rate; null where it fell nowhere.</summary>
    public double? Steepest
    {
        get
        {
            var (best, slope) = (-1, Settled ? -Rounding * Math.Abs(Trials[Settling].Smoothed) : 0);
            for (var i = Settling; Settled && i < Lowest; i++)
            {
                var fall = Trials[i + 1].Smoothed - Trials[i - 1].Smoothed;
                (best, slope) = fall < slope ? (i, fall) : (best, slope);
            }

            return best < 0 ? null : Trials[best].Rate;
        }
    }

    /// <summary>A tenth of the rate at which the mean loss was lowest; null where it fell nowhere.</summary>
    public double? TenthOfLowest => Steepest is null ? null : Trials[Lowest].Rate / 10;

    private bool Settled => Trials.Length > Settling;

    private int Lowest =>
        Enumerable
            .Range(Settling, Trials.Length - Settling)
            .Where(i => double.IsFinite(Trials[i].Smoothed))
            .DefaultIfEmpty(Settling)
            .MinBy(i => Trials[i].Smoothed);
}
