using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Where a plateau schedule stands (Keras' ReduceLROnPlateau).</summary>
/// <param name="Factor">What the learning rate is multiplied with now.</param>
/// <param name="Best">The lowest figure seen; null before the first.</param>
/// <param name="Wait">Epochs without improvement.</param>
/// <param name="Cooldown">Epochs that are not counted yet.</param>
public sealed record PlateauState(double Factor, double? Best, int Wait, int Cooldown)
{
    /// <summary>Before the first epoch.</summary>
    public static PlateauState Start { get; } = new(1, null, 0, 0);

    /// <summary>After an epoch with this figure, of which lower is better.</summary>
    public PlateauState After(ScheduleConfig.Plateau schedule, double figure)
    {
        var state = Cooldown > 0 ? this with { Cooldown = Cooldown - 1, Wait = 0 } : this;
        if (state.Best is not { } best || figure < best - schedule.MinDelta)
        {
            return state with { Best = figure, Wait = 0 };
        }

        if (state.Cooldown > 0)
        {
            return state;
        }

        if (state.Wait + 1 < schedule.Patience)
        {
            return state with { Wait = state.Wait + 1 };
        }

        return state.Factor > schedule.MinFraction
            ? state with
            {
                Factor = Math.Max(state.Factor * schedule.Factor, schedule.MinFraction),
                Wait = 0,
                Cooldown = schedule.Cooldown,
            }
            : state with
            {
                Wait = state.Wait + 1,
            };
    }
}
