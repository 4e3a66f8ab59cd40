using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The Perceiver as two functions: first weights, and logits. Arguments are borrowed; results are the caller's.</summary>
public static class PerceiverModel
{
    /// <summary>The first weights. Each depends on the key and its own name: a model with one block more starts the others alike.</summary>
    /// <param name="config">The config.</param>
    /// <param name="key">Where the randomness comes from.</param>
    /// <param name="dtype">float32 or float64; both start from the same numbers, rounded.</param>
    /// <param name="device">Where the weights shall live; null means the CPU.</param>
    public static PerceiverParameters Init(
        PerceiverConfig config,
        RngKey key,
        ScalarType dtype = ScalarType.Float32,
        Device? device = null
    )
    {
        var specs = Shapes.Of(config).ToDictionary(spec => spec.Name);
        return ParameterAssembly.Assemble(config, name => Initialization.Draw(specs[name], key, dtype, device ?? CPU));
    }

    /// <summary>The logits of a batch of images, <c>[batch, classes]</c>.</summary>
    /// <param name="config">The config the weights belong to: a classifier of images.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">The images, of the config's height, width and channels and the weights' type.</param>
    /// <param name="dropout">Decides all dropout masks; null means evaluation: no dropout.</param>
    /// <exception cref="ArgumentException">The images are not of the config's shape.</exception>
    public static Logits Forward(PerceiverConfig config, PerceiverParameters p, ImageBatch x, RngKey? dropout = null) =>
        (Logits)Run(config, p, x, dropout);

    /// <summary>The answer to a batch of any kind, for a config whose input and task are known only at run time.</summary>
    /// <param name="config">The config the weights belong to.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">What to look at, of the config's kind of input.</param>
    /// <param name="dropout">Decides all dropout masks; null means evaluation: no dropout.</param>
    /// <exception cref="ArgumentException">The batch is not of the config's kind or shape.</exception>
    public static ModelOutput Run(PerceiverConfig config, PerceiverParameters p, InputBatch x, RngKey? dropout = null)
    {
        var model = config.Model;
        var raw = RawInput.Of(model.Input, x);
        var output = Scoped.Run(() =>
        {
            var mask = x.Mask ?? RawInput.Mask(model.Input, raw);
            var inputs = Preprocessing.Apply(model, p, raw, mask);
            var start = Latents(model, p, inputs);
            var (seen, shown) = InputDropout.Apply(inputs, mask, model.Encoder.InputDropout, dropout?.Fold("inputs"));
            var depth = new StochasticDepth(
                config.Training.StochasticDepth,
                model.Encoder.Stages * model.Encoder.Repeats * model.Encoder.Blocks
            );
            var latents = Encoder.Apply(model, p.Encoder, start, seen, dropout?.Fold("encoder"), shown, depth);
            return Decoder.Apply(model, p, latents, inputs, x, dropout?.Fold("decoder"));
        });
        return Answer(config, output);
    }

    private static Tensor Latents(ModelConfig model, PerceiverParameters p, Tensor inputs)
    {
        if (p.Latents is { } learned)
        {
            return learned;
        }

        var count = Math.Min(model.Latents.Count, inputs.shape[1]);
        var last = inputs.narrow(1, inputs.shape[1] - count, count);
        return p.LatentProjection is { } projection ? Layers.Linear(projection, last) : last;
    }

    private static ModelOutput Answer(PerceiverConfig config, Tensor output) =>
        (config.Model.Input, config.Task) switch
        {
            (_, TaskConfig.Classification) => new Logits(output),
            (_, TaskConfig.Segmentation) => new DenseLogits(output),
            (_, TaskConfig.Regression) => new Predictions(output),
            (_, TaskConfig.MaskedLanguageModel or TaskConfig.CausalLanguageModel) => new TokenLogits(output),
            (InputConfig.Tokens, TaskConfig.Autoencoding) => new TokenLogits(output),
            (_, TaskConfig.Autoencoding) => new Reconstruction(output),
            var (_, task) => throw new ArgumentException(
                $"No model answers to {task.GetType().Name} yet.",
                nameof(config)
            ),
        };
}
