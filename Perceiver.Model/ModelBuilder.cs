using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A model that can be made and run: what a shipped config's generated code gives, and what a file given by path gives.</summary>
/// <param name="Name">The config's name.</param>
/// <param name="Hash">The hash of its canonical text; checkpoints carry it.</param>
/// <param name="Config">The config.</param>
/// <param name="ParameterCount">How many numbers it learns.</param>
/// <param name="ForwardFlops">Operations of one forward pass over one example.</param>
/// <param name="Init">The first weights, float32.</param>
/// <param name="Forward">The logits; a null key means evaluation.</param>
public sealed record ModelBuilder(
    string Name,
    string Hash,
    PerceiverConfig Config,
    long ParameterCount,
    long ForwardFlops,
    Func<RngKey, Device?, PerceiverParameters> Init,
    Func<PerceiverParameters, ImageBatch, RngKey?, Logits> Forward
)
{
    /// <summary>The builder of a config that is known only at run time.</summary>
    public static ModelBuilder From(string name, string hash, PerceiverConfig config) =>
        new(
            name,
            hash,
            config,
            Cost.ParameterCount(config),
            Cost.ForwardFlops(config),
            (key, device) => PerceiverModel.Init(config, key, ScalarType.Float32, device),
            (parameters, images, dropout) => PerceiverModel.Forward(config, parameters, images, dropout)
        );
}
