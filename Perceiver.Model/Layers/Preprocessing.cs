using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>From images to the byte array: cut up, projected, told where each part stands.</summary>
internal static class Preprocessing
{
    /// <summary>The byte array, <c>[batch, inputs, channels]</c>.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">All weights; only those of the preprocessor and the positions are used.</param>
    /// <param name="images"><c>[batch, height, width, channels]</c>.</param>
    public static Tensor Apply(ModelConfig config, PerceiverParameters p, Tensor images)
    {
        var raw = config.Preprocessor switch
        {
            PreprocessorConfig.Pixels => images.flatten(1, 2),
            PreprocessorConfig.Patches patches => Patches(patches, images),
            _ => throw new ArgumentOutOfRangeException(nameof(config), config.Preprocessor, "Unknown preprocessor."),
        };
        var content = p.Preprocessor is { } linear ? Layers.Linear(linear, raw) : raw;
        return WithPositions(config, p.Positions, content);
    }

    /// <summary>Square patches, <c>[batch, patches, size · size · channels]</c>, row-major; inside: row, column, channel.</summary>
    public static Tensor Patches(PreprocessorConfig.Patches config, Tensor images)
    {
        long padding = config.Padding;
        var padded = padding == 0 ? images : nn.functional.pad(images, [0, 0, padding, padding, padding, padding]);

        // [batch, rows, columns, channels, row in patch, column in patch]
        var windows = padded.unfold(1, config.Size, config.Stride).unfold(2, config.Size, config.Stride);
        var shape = windows.shape;
        return windows.permute(0, 1, 2, 4, 5, 3).reshape(shape[0], shape[1] * shape[2], shape[3] * shape[4] * shape[5]);
    }

    private static Tensor WithPositions(ModelConfig config, PositionParameters? p, Tensor content)
    {
        switch (config.Positions)
        {
            case PositionConfig.None:
                return content;
            case PositionConfig.Learned learned:
                return Combine(learned.Combine, content, p!.Table!);
            case PositionConfig.Fourier fourier:
                var features = tensor(
                    PositionCodes.Of(config, fourier),
                    [Shapes.InputCount(config), Shapes.PositionFeatures(config)],
                    content.dtype,
                    content.device
                );
                var code = p?.Projection is { } projection ? Layers.Linear(projection, features) : features;
                return Combine(fourier.Combine, content, code);
            default:
                throw new ArgumentOutOfRangeException(nameof(config), config.Positions, "Unknown position code.");
        }
    }

    // The code is [inputs, width]: one for all examples.
    private static Tensor Combine(PositionCombine combine, Tensor content, Tensor code) =>
        combine == PositionCombine.Add
            ? content.add(code)
            : cat([content, code.unsqueeze(0).expand(content.shape[0], -1, -1)], -1);
}
