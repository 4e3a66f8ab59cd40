using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>The state that a run begins with: a function of its config.</summary>
internal static class FirstState
{
    /// <summary>The state, in tensors of the caller's dispose scope.</summary>
    public static TrainState<PerceiverParameters> Of(ModelBuilder model, Device? device)
    {
        var config = model.Config.Training;
        var key = RngKey.FromSeed(config.Seed);
        var weights = model.Init(key.Fold("init"), device);
        return TrainState<PerceiverParameters>.Start(weights, key, config.EmaDecay is not null) with
        {
            Statistics = PerceiverModel.InitStatistics(model.Config, device: device),
        };
    }
}
