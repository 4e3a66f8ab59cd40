using System.Buffers;
using System.Runtime.InteropServices;
using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>Batches as pure functions of the data, the config and a key. Any thread may make any batch.</summary>
public static class Batches
{
    /// <summary>The order of an epoch: a permutation of 0 .. <paramref name="count"/> - 1 by key and epoch alone.</summary>
    public static int[] Order(RngKey key, int epoch, int count) =>
        new RandomStream(key.Fold("data.order").Fold(epoch)).Permutation(count);

    /// <summary>
    /// Gathers images and brings them to the model's input: float, bilinear to the model's size where theirs differs,
    /// the config's random changes in their order, normalised. An image's changes are drawn from the key and its index
    /// in the set, and so is the image it is mixed with, so a batch made in parts is the batch made at once.
    /// </summary>
    /// <param name="config">Says the model's size, the changes and the normalisation.</param>
    /// <param name="statistics">Statistics of the training images; used by <see cref="Normalization.Statistics"/> only.</param>
    /// <param name="set">The images; as many channels as the model's input.</param>
    /// <param name="indices">Which images, in this order.</param>
    /// <param name="augmentation">What random changes draw from; null means none (evaluation).</param>
    /// <returns>Images <c>[batch, height, width, channels]</c> and labels <c>[batch]</c>, the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The model takes no images, or images of other channels.</exception>
    public static LabelledImages Make(
        PerceiverConfig config,
        PixelStatistics statistics,
        ImageSet set,
        ReadOnlySpan<int> indices,
        RngKey? augmentation
    )
    {
        if (config.Model.Input is not InputConfig.Image input || input.Channels != set.Channels)
        {
            throw new ArgumentException($"the model does not take images of {set.Channels} channels", nameof(set));
        }

        var shape = new ImageShape(input.Height, input.Width, input.Channels);
        var stored = new ImageShape(set.Height, set.Width, set.Channels);
        var pipeline = new ExamplePipeline(config.Data, statistics, stored, shape);
        var pixels = empty([indices.Length, shape.Height, shape.Width, shape.Channels], ScalarType.Float32);
        var labels = new long[indices.Length];
        var classes = config.Task is TaskConfig.Classification task ? task.Classes : 0;
        var targets = augmentation is not null && pipeline.Mixes ? new float[indices.Length * classes] : null;
        if (indices.Length > 0)
        {
            Fill(pipeline, set, indices, augmentation, MemoryMarshal.Cast<byte, float>(pixels.bytes), labels, targets);
        }

        var soft = targets is null ? null : tensor(targets, [indices.Length, classes]);
        return new LabelledImages(new ImageBatch(pixels), tensor(labels), soft);
    }

    private static void Fill(
        ExamplePipeline pipeline,
        ImageSet set,
        ReadOnlySpan<int> indices,
        RngKey? augmentation,
        Span<float> pixels,
        long[] labels,
        float[]? targets
    )
    {
        var size = pixels.Length / indices.Length;
        var front = ArrayPool<float>.Shared.Rent(pipeline.BufferSize);
        var back = ArrayPool<float>.Shared.Rent(pipeline.BufferSize);
        var other = targets is null ? [] : ArrayPool<float>.Shared.Rent(size);
        for (var i = 0; i < indices.Length; i++)
        {
            var key = augmentation?.Fold(indices[i]);
            var image = pixels.Slice(i * size, size);
            pipeline.Run(set.Image(indices[i]), key, front, back, image);
            labels[i] = pipeline.Label(set.Labels[indices[i]], key);
            if (targets is null || key is not { } own)
            {
                continue;
            }

            var target = targets.AsSpan(i * (targets.Length / indices.Length), targets.Length / indices.Length);
            var mix = pipeline.MixOf(own, set.Count);
            target[(int)labels[i]] = (float)(mix?.Share ?? 1);
            if (mix is { } present)
            {
                var partner = own.Fold("partner");
                pipeline.Run(set.Image(present.Partner), partner, front, back, other.AsSpan(0, size));
                pipeline.Apply(present, other.AsSpan(0, size), image);
                target[pipeline.Label(set.Labels[present.Partner], partner)] += (float)(1 - present.Share);
            }
        }

        ArrayPool<float>.Shared.Return(front);
        ArrayPool<float>.Shared.Return(back);
        if (targets is not null)
        {
            ArrayPool<float>.Shared.Return(other);
        }
    }
}
