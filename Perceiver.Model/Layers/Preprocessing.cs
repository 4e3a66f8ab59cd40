using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>From raw inputs to the byte array: cut up, projected, told where each part stands.</summary>
internal static class Preprocessing
{
    /// <summary>The byte array, <c>[batch, inputs, channels]</c>.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">All weights; only those of the preprocessor and the positions are used.</param>
    /// <param name="raw">The input as its batch holds it, such as <c>[batch, height, width, channels]</c>.</param>
    /// <param name="mask">bool <c>[batch, inputs]</c>, true where an input counts: padding on the left has no place of its own.</param>
    public static Tensor Apply(ModelConfig config, PerceiverParameters p, Tensor raw, Tensor? mask = null)
    {
        var cut = Cut(config, p, raw);
        var content = p.Preprocessor is { } linear ? Layers.Linear(linear, cut) : cut;
        return WithPositions(config, p.Positions, content, raw, mask);
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

    private static Tensor Cut(ModelConfig config, PerceiverParameters p, Tensor raw) =>
        (config.Input, config.Preprocessor) switch
        {
            (InputConfig.Image, PreprocessorConfig.Pixels pixels) => Every(raw, pixels.Stride, 1).flatten(1, 2),
            (InputConfig.Image, PreprocessorConfig.Patches patches) => Patches(patches, raw),
            (InputConfig.Video, PreprocessorConfig.Pixels pixels) => Every(raw, pixels.Stride, 2).flatten(1, 3),
            (InputConfig.Video, PreprocessorConfig.Patches patches) => FramePatches(patches, raw),
            (InputConfig.Tokens, PreprocessorConfig.Embedding) => Rows(p.Embedding!, raw),
            (InputConfig.Tokens tokens, PreprocessorConfig.OneHot) => OneHot(raw, tokens.Vocabulary, p),
            (InputConfig.Label label, PreprocessorConfig.OneHot) => OneHot(raw.unsqueeze(1), label.Classes, p),
            (InputConfig.Audio, PreprocessorConfig.AudioPatches audio) => Pieces(raw, audio.Size),
            (InputConfig.Points points, PreprocessorConfig.Points { Coordinates: false }) => raw.narrow(
                2,
                points.Dimensions,
                points.Features
            ),
            (InputConfig.Points, _) => raw,
            (InputConfig.Array, _) => raw.flatten(1, raw.ndim - 2),
            _ => throw new ArgumentOutOfRangeException(
                nameof(config),
                config.Preprocessor,
                "No such preprocessor for this input."
            ),
        };

    // Every so-many-th pixel of height and width, which start at the axis given.
    private static Tensor Every(Tensor raw, int stride, int axis)
    {
        if (stride == 1)
        {
            return raw;
        }

        Tensor Places(long size) => arange(0, size, stride, ScalarType.Int64, device: raw.device);
        var rows = raw.index_select(axis, Places(raw.shape[axis]));
        return rows.index_select(axis + 1, Places(raw.shape[axis + 1]));
    }

    // [batch, frames, rows, columns, channels, frame, row and column in patch] -> content: frame, row, column, channel
    private static Tensor FramePatches(PreprocessorConfig.Patches config, Tensor videos)
    {
        long padding = config.Padding;
        var padded = padding == 0 ? videos : nn.functional.pad(videos, [0, 0, padding, padding, padding, padding]);
        var windows = padded
            .unfold(1, config.Frames, config.Frames)
            .unfold(2, config.Size, config.Stride)
            .unfold(3, config.Size, config.Stride);
        return windows.permute(0, 1, 2, 3, 5, 6, 7, 4).flatten(4).flatten(1, 3);
    }

    private static Tensor Rows(Tensor table, Tensor tokens) =>
        table.index_select(0, tokens.flatten()).view(tokens.shape[0], tokens.shape[1], -1);

    private static Tensor OneHot(Tensor numbers, int classes, PerceiverParameters p) =>
        nn.functional.one_hot(numbers, classes).to(p.Leaves()[0].dtype);

    private static Tensor Pieces(Tensor samples, long size) =>
        samples.reshape(samples.shape[0], samples.shape[1] / size, size * samples.shape[2]);

    private static Tensor WithPositions(
        ModelConfig config,
        PositionParameters? p,
        Tensor content,
        Tensor raw,
        Tensor? mask
    )
    {
        switch (config.Positions)
        {
            case PositionConfig.None:
                return content;
            case PositionConfig.Learned learned when config.Encoder.Causal && mask is not null:
                var shifted = Rows(p!.Table!, AfterPadding(mask));
                return Combine(learned.Combine, content, Projected(p, shifted));
            case PositionConfig.Learned learned:
                // A shorter text uses the table's first rows.
                var table = p!.Table!.narrow(0, 0, content.shape[1]);
                return Combine(learned.Combine, content, Projected(p, table).unsqueeze(0));
            case PositionConfig.Fourier fourier when config.Input is InputConfig.Points points:
                var coordinates = raw.narrow(2, 0, points.Dimensions);
                return Combine(fourier.Combine, content, Projected(p, PointCodes.Of(fourier.Code, coordinates)));
            case PositionConfig.Fourier fourier:
                var features = tensor(
                    PositionCodes.Of(config, fourier),
                    [Shapes.InputCount(config), Shapes.PositionFeatures(config)],
                    content.dtype,
                    content.device
                );
                return Combine(fourier.Combine, content, Projected(p, features).unsqueeze(0));
            default:
                throw new ArgumentOutOfRangeException(nameof(config), config.Positions, "Unknown position code.");
        }
    }

    // An autoregressive model counts a text's tokens from its first one: what pads it on the left has no place of its own.
    private static Tensor AfterPadding(Tensor mask)
    {
        var padding = mask.to(ScalarType.Int64).argmax(1, true);
        var numbers = arange(0, mask.shape[1], 1, ScalarType.Int64, device: mask.device);
        return numbers.unsqueeze(0).sub(padding).clamp_min(0);
    }

    private static Tensor Projected(PositionParameters? p, Tensor code) =>
        p?.Projection is { } projection ? Layers.Linear(projection, code) : code;

    // The code is [batch or 1, inputs, width].
    private static Tensor Combine(PositionCombine combine, Tensor content, Tensor code) =>
        combine == PositionCombine.Add ? content.add(code) : cat([content, code.expand(content.shape[0], -1, -1)], -1);
}
