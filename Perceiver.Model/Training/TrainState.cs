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
    /// <summary>The state before the first step.</summary>
    public static TrainState<P> Start(P parameters, RngKey key) =>
        new(parameters, Optimizers.Init(parameters), 0, key, new(0, 0));

    /// <summary>Every tensor in it.</summary>
    public IEnumerable<Tensor> Leaves() => [.. Parameters.Leaves(), .. Optimizer.Leaves()];

    /// <summary>Frees every tensor in it; only its owner may.</summary>
    public void Release()
    {
        Parameters.Release();
        Optimizer.Release();
    }

    /// <summary>Takes every tensor in it out of all dispose scopes; then its owner frees it with <see cref="Release"/>.</summary>
    public TrainState<P> Keep()
    {
        Parameters.Keep();
        Optimizer.Keep();
        return this;
    }
}
