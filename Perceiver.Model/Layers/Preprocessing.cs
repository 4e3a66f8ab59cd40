using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>From raw inputs to the byte array: cut up, projected, told where each part stands.</summary>
internal static class Preprocessing
{
    /// <summary>The byte array of a batch.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">All weights; only those in front of the encoder are used.</param>
    /// <param name="x">The batch.</param>
    /// <param name="key">Decides which inputs a mask token replaces; null means evaluation.</param>
    /// <param name="kept">What batch norms read; null lets each use the mean and variance of the batch.</param>
    /// <exception cref="ArgumentException">The batch is not of the config's kind or shape.</exception>
    public static Preprocessed Apply(
        ModelConfig config,
        PerceiverParameters p,
        InputBatch x,
        RngKey? key,
        ModelStatistics? kept
    )
    {
        if (config.Input is InputConfig.Modalities several)
        {
            return ModalityInputs.Apply(several, p, x, key, kept);
        }

        var raw = RawInput.Of(config.Input, x);
        var mask = x.Mask ?? RawInput.Mask(config.Input, raw);
        var part = new ModalityConfig("", config.Input, config.Preprocessor, config.Positions, null);
        var places = config.Encoder.Causal && mask is not null ? AfterPadding(mask) : null;
        var (inputs, seen) = One(
            part,
            InputParameters.Of(p),
            raw,
            NumberTypes.Full(p.Leaves()[0].dtype),
            places,
            kept?.Stem
        );
        return new(inputs, mask, places, new(seen, []));
    }

    /// <summary>One input, <c>[batch, inputs, channels]</c>, and what its batch norms saw in training.</summary>
    /// <param name="part">The input.</param>
    /// <param name="p">Its weights.</param>
    /// <param name="raw">What its batch holds, such as <c>[batch, height, width, channels]</c>.</param>
    /// <param name="dtype">The weights' type.</param>
    /// <param name="places">Where its inputs stand, int64 <c>[batch, inputs]</c>; null for one after the other.</param>
    /// <param name="kept">What its batch norms read, or null.</param>
    public static (Tensor Inputs, EquatableArray<StemStatistics> Seen) One(
        ModalityConfig part,
        InputParameters p,
        Tensor raw,
        ScalarType dtype,
        Tensor? places,
        EquatableArray<StemStatistics>? kept
    )
    {
        var (cut, seen) = part.Preprocessor is PreprocessorConfig.Conv conv
            ? Stem(conv, p, raw, kept)
            : (Cut(part, p, raw, dtype), []);
        var content = p.Preprocessor is { } linear ? Layers.Linear(linear, cut) : cut;
        return (WithPositions(part, p.Positions, content, raw, places), seen);
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

    // The frames of a video go through the stem one by one.
    private static (Tensor, EquatableArray<StemStatistics>) Stem(
        PreprocessorConfig.Conv conv,
        InputParameters p,
        Tensor raw,
        EquatableArray<StemStatistics>? kept
    )
    {
        var images = raw.ndim == 5 ? raw.flatten(0, 1) : raw;
        var (places, seen) = ConvStem.Apply(conv, p.Stem, images, kept);
        return (raw.ndim == 5 ? places.reshape(raw.shape[0], -1, places.shape[2]) : places, seen);
    }

    /// <summary>The raw values of each input, before any linear layer, <c>[batch, inputs, values]</c>.</summary>
    public static Tensor RawInputs(InputConfig input, PreprocessorConfig preprocessor, Tensor raw) =>
        (input, preprocessor) switch
        {
            (InputConfig.Points, _) => raw.alias(),
            (InputConfig.Image, PreprocessorConfig.Patches { Frames: 1 } patches) => Patches(patches, raw),
            (InputConfig.Video, PreprocessorConfig.Patches patches) => FramePatches(patches, raw),
            (InputConfig.Image, PreprocessorConfig.Pixels pixels) => Every(raw, pixels.Stride, 1).flatten(1, 2),
            (InputConfig.Video, PreprocessorConfig.Pixels pixels) => Every(raw, pixels.Stride, 2).flatten(1, 3),
            (InputConfig.Audio, PreprocessorConfig.AudioPatches audio) => Pieces(raw, audio.Size),
            _ => Elements(input, raw),
        };

    /// <summary>The channels of each element, however inputs are cut, <c>[batch, elements, channels]</c>.</summary>
    public static Tensor Elements(InputConfig input, Tensor raw) =>
        raw.ndim == 3 ? raw.alias() : raw.flatten(1, raw.ndim - 2);

    private static Tensor Cut(ModalityConfig part, InputParameters p, Tensor raw, ScalarType dtype) =>
        (part.Input, part.Preprocessor) switch
        {
            (InputConfig.Image, PreprocessorConfig.Pixels pixels) => Every(raw, pixels.Stride, 1).flatten(1, 2),
            (InputConfig.Image, PreprocessorConfig.Patches patches) => Patches(patches, raw),
            (InputConfig.Video, PreprocessorConfig.Pixels pixels) => Every(raw, pixels.Stride, 2).flatten(1, 3),
            (InputConfig.Video, PreprocessorConfig.Patches patches) => FramePatches(patches, raw),
            (InputConfig.Tokens, PreprocessorConfig.Embedding) => Rows(p.Embedding!, raw),
            (InputConfig.Tokens tokens, PreprocessorConfig.OneHot) => OneHot(raw, tokens.Vocabulary, dtype),
            (InputConfig.Label label, PreprocessorConfig.OneHot) => OneHot(raw.unsqueeze(1), label.Classes, dtype),
            (InputConfig.Audio, PreprocessorConfig.AudioPatches audio) => Pieces(raw, audio.Size),
            (InputConfig.Points points, PreprocessorConfig.Points { Coordinates: false }) => raw.narrow(
                2,
                points.Dimensions,
                points.Features
            ),
            (InputConfig.Points, _) => raw,
            (InputConfig.Array, _) => raw.flatten(1, raw.ndim - 2),
            _ => throw new ArgumentOutOfRangeException(
                nameof(part),
                part.Preprocessor,
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

    private static Tensor OneHot(Tensor numbers, int classes, ScalarType dtype) =>
        nn.functional.one_hot(numbers, classes).to(dtype);

    // Samples that fill no piece are left out.
    private static Tensor Pieces(Tensor samples, long size)
    {
        var pieces = samples.shape[1] / size;
        return samples.narrow(1, 0, pieces * size).reshape(samples.shape[0], pieces, size * samples.shape[2]);
    }

    private static Tensor WithPositions(
        ModalityConfig part,
        PositionParameters? p,
        Tensor content,
        Tensor raw,
        Tensor? places
    )
    {
        switch (part.Positions)
        {
            case PositionConfig.None:
                return content;
            case PositionConfig.Learned learned when places is not null:
                var shifted = Rows(p!.Table!, places);
                return Combine(learned.Combine, content, Projected(p, shifted));
            case PositionConfig.Learned learned:
                // A shorter text uses the table's first rows.
                var table = p!.Table!.narrow(0, 0, content.shape[1]);
                return Combine(learned.Combine, content, Projected(p, table).unsqueeze(0));
            case PositionConfig.Fourier fourier when part.Input is InputConfig.Points points:
                var coordinates = raw.narrow(2, 0, points.Dimensions);
                return Combine(fourier.Combine, content, Projected(p, PointCodes.Of(fourier.Code, coordinates)));
            case PositionConfig.Fourier fourier:
                return Tabled(PositionCodes.Of(fourier.Code, InputLayout.Of(part).Grid), fourier.Combine);
            default:
                var (count, width) = (InputLayout.Of(part).Count, InputLayout.Of(part).PositionFeatures);
                var numbers =
                    FixedCodes.Of(part.Positions, (int)count, width)
                    ?? throw new ArgumentOutOfRangeException(nameof(part), part.Positions, "Unknown position code.");
                return Tabled(numbers, FixedCodes.Combine(part.Positions));
        }

        Tensor Tabled(double[] codes, PositionCombine combine)
        {
            var layout = InputLayout.Of(part);
            var rows = tensor(codes, [layout.Count, layout.PositionFeatures], content.dtype, content.device);
            var code = places is null
                ? Projected(p, rows.narrow(0, 0, content.shape[1])).unsqueeze(0)
                : Projected(p, Rows(rows, places));
            return Combine(combine, content, code);
        }
    }

    // An autoregressive model counts a text's tokens from its first one: what pads it on the left has no place of its own.
    private static Tensor AfterPadding(Tensor mask)
    {
        var padding = mask.to(ScalarType.Int64).cumsum(1).eq(0).sum(1, true);
        var numbers = arange(0, mask.shape[1], 1, ScalarType.Int64, device: mask.device);
        return numbers.unsqueeze(0).sub(padding).clamp_min(0);
    }

    private static Tensor Projected(PositionParameters? p, Tensor code) =>
        p?.Projection is { } projection ? Layers.Linear(projection, code) : code;

    // The code is [batch or 1, inputs, width].
    private static Tensor Combine(PositionCombine combine, Tensor content, Tensor code) =>
        combine == PositionCombine.Add ? content.add(code) : cat([content, code.expand(content.shape[0], -1, -1)], -1);
}
