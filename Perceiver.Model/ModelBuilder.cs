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
/// <param name="Run">The answer to a batch of the config's kind of input.</param>
public sealed record ModelBuilder(
    string Name,
    string Hash,
    PerceiverConfig Config,
    long ParameterCount,
    long ForwardFlops,
    Func<RngKey, Device?, PerceiverParameters> Init,
    ModelFunction Run
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
            (parameters, inputs, dropout, statistics) =>
                PerceiverModel.Run(config, parameters, inputs, dropout, statistics)
        );

    /// <summary>The logits of an image classifier; a null key means evaluation.</summary>
    /// <exception cref="ArgumentException">The model takes no images of that shape.</exception>
    /// <exception cref="InvalidCastException">The model answers with something else than logits.</exception>
    public Logits Forward(PerceiverParameters parameters, ImageBatch images, RngKey? dropout) =>
        (Logits)Run(parameters, images, dropout);
}
