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

    /// <summary>The logits of a batch, <c>[batch, classes]</c>.</summary>
    /// <param name="config">The config the weights belong to.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">The images, of the config's height, width and channels and the weights' type.</param>
    /// <param name="dropout">Decides all dropout masks; null means evaluation: no dropout.</param>
    /// <exception cref="ArgumentException">The images are not of the config's shape.</exception>
    public static Logits Forward(PerceiverConfig config, PerceiverParameters p, ImageBatch x, RngKey? dropout = null)
    {
        var model = config.Model;
        CheckShape(model, x.Pixels);
        var logits = Scoped.Run(() =>
        {
            var inputs = Preprocessing.Apply(model, p, x.Pixels);
            var latents = Encoder.Apply(model, p.Encoder, p.Latents, inputs, dropout?.Fold("encoder"));
            return Decoder.Apply(model, p.Decoder, latents, dropout?.Fold("decoder"));
        });
        return new(logits);
    }

    /// <summary>The answer to a batch of any kind, for a config whose input and task are known only at run time.</summary>
    /// <param name="config">The config the weights belong to.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">What to look at, of the config's kind of input.</param>
    /// <param name="dropout">Decides all dropout masks; null means evaluation: no dropout.</param>
    /// <exception cref="ArgumentException">The batch is not of the config's kind or shape.</exception>
    public static ModelOutput Run(
        PerceiverConfig config,
        PerceiverParameters p,
        InputBatch x,
        RngKey? dropout = null
    ) =>
        (config.Model.Input, x) switch
        {
            (InputConfig.Image, ImageBatch images) => Forward(config, p, images, dropout),
            var (input, batch) => throw new ArgumentException(
                $"The model's input is of the kind {input.GetType().Name}, but was given a {batch.GetType().Name}.",
                nameof(x)
            ),
        };

    private static void CheckShape(ModelConfig model, Tensor pixels)
    {
        if (
            model.Input is InputConfig.Image image
            && (
                pixels.ndim != 4
                || pixels.shape[1] != image.Height
                || pixels.shape[2] != image.Width
                || pixels.shape[3] != image.Channels
            )
        )
        {
            throw new ArgumentException(
                $"The model takes images [batch, {image.Height}, {image.Width}, {image.Channels}], "
                    + $"but was given [{string.Join(", ", pixels.shape)}].",
                nameof(pixels)
            );
        }
    }
}
