using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>All that is needed to go on: a checkpoint is this record written down.</summary>
/// <typeparam name="P">The parameters' type.</typeparam>
/// <param name="Parameters">The weights.</param>
/// <param name="Optimizer">The optimiser's memory.</param>
/// <param name="Step">Updates done.</param>
/// <param name="Key">The run's key; dropout of a step is a function of it and of the step.</param>
/// <param name="Data">How far the run is in its data.</param>
public sealed record TrainState<P>(P Parameters, OptimizerState<P> Optimizer, long Step, RngKey Key, Cursor Data)
    where P : IParameterTree<P>
{
    /// <summary>The moving average of the weights, or null where the config asks for none.</summary>
    public P? Average { get; init; }

    /// <summary>The gradient of batches that wait for their update, or null where none waits.</summary>
    public P? Pending { get; init; }

    /// <summary>What batch norms have seen of the training; empty for most models.</summary>
    public ModelStatistics Statistics { get; init; } = ModelStatistics.None;

    /// <summary>Where a plateau schedule stands.</summary>
    public PlateauState Plateau { get; init; } = PlateauState.Start;

    /// <summary>How long the run has not improved.</summary>
    public StoppingState Stopping { get; init; } = StoppingState.Start;

    /// <summary>What the model is judged by and used with: the average where there is one.</summary>
    public P Weights => Average ?? Parameters;

    /// <summary>The state before the first step.</summary>
    /// <param name="parameters">The first weights.</param>
    /// <param name="key">The run's key.</param>
    /// <param name="averages">Whether a moving average of the weights is kept; it starts at the first weights.</param>
    public static TrainState<P> Start(P parameters, RngKey key, bool averages = false)
    {
        var start = new TrainState<P>(parameters, Optimizers.Init(parameters), 0, key, new(0, 0));
        return averages ? start with { Average = parameters.Map(leaf => leaf.clone()) } : start;
    }

    /// <summary>Every tensor in it.</summary>
    public IEnumerable<Tensor> Leaves() =>
        [
            .. Parameters.Leaves(),
            .. Optimizer.Leaves(),
            .. Statistics.Leaves(),
            .. LeavesOf(Average),
            .. LeavesOf(Pending),
        ];

    /// <summary>Frees every tensor in it; only its owner may.</summary>
    public void Release()
    {
        foreach (var leaf in Leaves())
        {
            leaf.Dispose();
        }
    }

    /// <summary>Takes every tensor in it out of all dispose scopes; then its owner frees it with <see cref="Release"/>.</summary>
    public TrainState<P> Keep()
    {
        foreach (var leaf in Leaves())
        {
            leaf.DetachFromDisposeScope();
        }

        return this;
    }

    /// <summary>The same numbers in tensors of their own, on the same memory: one of the two may be released.</summary>
    internal TrainState<P> Borrow() =>
        this with
        {
            Parameters = Alias(Parameters),
            Optimizer = Optimizer.Map(leaf => leaf.detach()),
            Statistics = Statistics.Map(leaf => leaf.detach()),
            Average = Average is { } average ? Alias(average) : default,
            Pending = Pending is { } pending ? Alias(pending) : default,
        };

    private static P Alias(P tree) => tree.Map(leaf => leaf.detach());

    private static IReadOnlyList<Tensor> LeavesOf(P? tree) => tree is { } present ? present.Leaves() : [];
}
