namespace Perceiver.Config;

/// <summary>The learning rate over time, as a factor of the optimiser's.</summary>
public abstract record ScheduleConfig
{
    private ScheduleConfig() { }

    /// <summary>Always the optimiser's learning rate, after a linear warm-up over so many steps.</summary>
    public sealed record Constant(int WarmupSteps) : ScheduleConfig;

    /// <summary>
    /// Linear warm-up over so many steps, then a cosine down to a share of the peak: half of one, or more cycles.
    /// </summary>
    public sealed record Cosine(int WarmupSteps, double FinalFraction, double Cycles = 0.5) : ScheduleConfig;

    /// <summary>After the warm-up the peak, times the factor once for each boundary reached.</summary>
    public sealed record Steps(int WarmupSteps, EquatableArray<int> Boundaries, double Factor) : ScheduleConfig;

    /// <summary>After the warm-up the peak for a share of the run, then half a cosine down (DeepMind's constant_cosine).</summary>
    public sealed record ConstantCosine(int WarmupSteps, double ConstantFraction, double FinalFraction)
        : ScheduleConfig;

    /// <summary>Half a cosine up and half a cosine down (1708.07120), as PyTorch's OneCycleLR has it.</summary>
    /// <param name="RiseFraction">Share of the run in which the rate rises.</param>
    /// <param name="InitialDivisor">The first rate is the peak divided by this.</param>
    /// <param name="FinalDivisor">The last rate is the first divided by this.</param>
    /// <param name="CycleMomentum">Whether the momentum (or beta1) falls while the rate rises, and back.</param>
    /// <param name="BaseMomentum">The momentum at the peak of the rate.</param>
    /// <param name="MaxMomentum">The momentum at both ends.</param>
    public sealed record OneCycle(
        double RiseFraction,
        double InitialDivisor,
        double FinalDivisor,
        bool CycleMomentum,
        double BaseMomentum,
        double MaxMomentum
    ) : ScheduleConfig;

    /// <summary>
    /// Constant after the warm-up, and times a factor whenever the monitored validation figure has not improved for
    /// some epochs (Keras' ReduceLROnPlateau).
    /// </summary>
    /// <param name="WarmupSteps">Steps of linear warm-up.</param>
    /// <param name="Factor">What the rate is multiplied with.</param>
    /// <param name="Patience">Epochs without improvement before that.</param>
    /// <param name="MinDelta">What counts as an improvement.</param>
    /// <param name="Cooldown">Epochs after a reduction that are not counted.</param>
    /// <param name="MinFraction">Share of the peak below which the rate does not go.</param>
    public sealed record Plateau(
        int WarmupSteps,
        double Factor,
        int Patience,
        double MinDelta,
        int Cooldown,
        double MinFraction
    ) : ScheduleConfig;
}
