using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>How long a run has not improved (Keras' EarlyStopping).</summary>
/// <param name="Best">The lowest figure seen; null before the first.</param>
/// <param name="Wait">Epochs since then.</param>
public sealed record StoppingState(double? Best, int Wait)
{
    /// <summary>Before the first epoch.</summary>
    public static StoppingState Start { get; } = new(null, 0);

    /// <summary>After an epoch with this figure, of which lower is better.</summary>
    public StoppingState After(EarlyStoppingConfig config, double figure) =>
        Best is not { } best || figure < best - config.MinDelta ? new(figure, 0) : this with { Wait = Wait + 1 };

    /// <summary>Whether the run is to end.</summary>
    public bool Ends(EarlyStoppingConfig config) => Wait >= config.Patience;
}
