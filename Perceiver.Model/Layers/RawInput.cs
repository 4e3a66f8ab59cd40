using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The tensor of a batch, held to the shape that the config says.</summary>
internal static class RawInput
{
    /// <summary>The batch's tensor.</summary>
    /// <exception cref="ArgumentException">The batch is not of the config's kind or shape.</exception>
    public static Tensor Of(InputConfig input, InputBatch batch) =>
        (input, batch) switch
        {
            (InputConfig.Image one, ImageBatch { Pixels: var x }) => Held(
                x,
                "images",
                one.Height,
                one.Width,
                one.Channels
            ),
            (InputConfig.Video one, VideoBatch { Frames: var x }) => Held(
                x,
                "videos",
                one.Frames,
                one.Height,
                one.Width,
                one.Channels
            ),
            (InputConfig.Tokens one, TokenBatch { Tokens: var x }) => AtMost(x, "texts", one.Length),
            (InputConfig.Audio one, AudioBatch { Samples: var x }) => Held(x, "sounds", one.Samples, one.Channels),
            (InputConfig.Points one, PointBatch { Points: var x }) => Held(
                x,
                "points",
                one.Count,
                one.Dimensions + one.Features
            ),
            (InputConfig.Array one, ArrayBatch { Values: var x }) => Held(x, "arrays", [.. one.Axes, one.Channels]),
            (InputConfig.Label, LabelBatch { Labels: var x }) => Held(x, "labels"),
            _ => throw new ArgumentException(
                $"The model's input is of the kind {input.GetType().Name}, but was given a {batch.GetType().Name}.",
                nameof(batch)
            ),
        };

    /// <summary>What of a text is not padding, bool <c>[batch, tokens]</c>; null for inputs without padding.</summary>
    public static Tensor? Mask(InputConfig input, Tensor raw) =>
        input is InputConfig.Tokens { Padding: { } padding } ? raw.ne(padding) : null;

    /// <summary>The batches of several inputs, one for each.</summary>
    /// <exception cref="ArgumentException">The batch is not of several inputs, or of another number of them.</exception>
    public static EquatableArray<InputBatch> Parts(InputConfig.Modalities several, InputBatch batch)
    {
        if (batch is not ModalityBatch { Parts: var parts } || parts.Count != several.Parts.Count)
        {
            var count = batch is ModalityBatch other ? $"{other.Parts.Count} inputs" : $"a {batch.GetType().Name}";
            throw new ArgumentException(
                $"The model takes {several.Parts.Count} inputs ({string.Join(", ", several.Parts.Select(part => part.Name))}), "
                    + $"but was given {count}.",
                nameof(batch)
            );
        }

        return parts;
    }

    private static Tensor Held(Tensor x, string what, params int[] shape)
    {
        if (x.ndim != shape.Length + 1 || !x.shape.Skip(1).SequenceEqual(shape.Select(size => (long)size)))
        {
            throw Misshaped(x, what, string.Join(", ", shape.Select(size => $"{size}").Prepend("batch")));
        }

        return x;
    }

    private static Tensor AtMost(Tensor x, string what, int length)
    {
        if (x.ndim != 2 || x.shape[1] > length)
        {
            throw Misshaped(x, what, $"batch, at most {length}");
        }

        return x;
    }

    private static ArgumentException Misshaped(Tensor x, string what, string wanted) =>
        new($"The model takes {what} [{wanted}], but was given [{string.Join(", ", x.shape)}].");
}
