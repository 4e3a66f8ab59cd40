using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>The state that a run begins with: a function of its config, and of the weights that this names.</summary>
internal static class FirstState
{
    /// <summary>The state, in tensors of the caller's dispose scope.</summary>
    /// <param name="model">The model.</param>
    /// <param name="device">Where tensors go.</param>
    /// <param name="runsFolder">Where a run is looked for that it starts from.</param>
    public static TrainState<PerceiverParameters> Of(ModelBuilder model, Device? device, string runsFolder)
    {
        var config = model.Config.Training;
        var key = RngKey.FromSeed(config.Seed);
        var weights = model.Init(key.Fold("init"), device);
        var state = TrainState<PerceiverParameters>.Start(weights, key, config.EmaDecay is not null) with
        {
            Statistics = PerceiverModel.InitStatistics(model.Config, device: device),
        };
        return config.StartFrom is { } source ? new StartWeights(runsFolder).Put(state, source, device) : state;
    }
}
