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

    /// <summary>A batch of examples of any kind, with what the config's task asks of them.</summary>
    /// <param name="config">Says the model's input, the task, and what is done to examples.</param>
    /// <param name="statistics">Statistics of the training images, if they are images.</param>
    /// <param name="set">The examples.</param>
    /// <param name="indices">Which of them, in this order.</param>
    /// <param name="key">What random changes, places and masks draw from; null means evaluation.</param>
    /// <exception cref="ArgumentException">The model or its task has no use for such examples.</exception>
    public static TrainingBatch Of(
        PerceiverConfig config,
        PixelStatistics statistics,
        ExampleSet set,
        ReadOnlySpan<int> indices,
        RngKey? key
    ) =>
        (set, config.Task) switch
        {
            (ImageSet images, TaskConfig.Classification) => Make(config, statistics, images, indices, key),
            (ImageSet images, TaskConfig.Segmentation) => new TrainingBatch<ImageBatch, DenseTargets>(
                Make(config, statistics, images, indices, key).Images,
                PixelClasses(images, indices)
            ),
            (ImageSet images, TaskConfig.Autoencoding) => Reconstruction(
                config,
                Make(config, statistics, images, indices, key).Images
            ),
            (TextSet text, _) => TextBatches.Make(config, text, indices, key),
            (PointSet points, TaskConfig.Classification) => Clouds(config, points, indices, key),
            _ => throw new ArgumentException(
                $"the task {config.Task.GetType().Name} has no use for a {set.GetType().Name}",
                nameof(set)
            ),
        };

    private static TrainingBatch<ImageBatch, ValueTargets> Reconstruction(PerceiverConfig config, ImageBatch images) =>
        new(images, (ValueTargets)Objective.OfInputs(config, images));

    private static DenseTargets PixelClasses(ImageSet set, ReadOnlySpan<int> indices)
    {
        var area = set.Height * set.Width;
        var classes = new long[indices.Length * area];
        for (var i = 0; i < indices.Length; i++)
        {
            var own = set.ClassesOf(indices[i]);
            for (var p = 0; p < area; p++)
            {
                classes[(i * area) + p] = own[p];
            }
        }

        return new(tensor(classes, [indices.Length, area]));
    }

    private static TrainingBatch<PointBatch, ClassTargets> Clouds(
        PerceiverConfig config,
        PointSet set,
        ReadOnlySpan<int> indices,
        RngKey? key
    )
    {
        var axes = config.Model.Input is InputConfig.Points input ? input.Dimensions : set.Dimensions;
        var points = new float[indices.Length * set.CloudSize];
        var labels = new long[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            var cloud = points.AsSpan(i * set.CloudSize, set.CloudSize);
            set.Cloud(indices[i]).CopyTo(cloud);
            if (key is { } drawn)
            {
                PointChanges.Apply(config.Data.Augmentation, drawn.Fold(indices[i]), cloud, set.Dimensions, axes);
            }

            labels[i] = set.Labels[indices[i]];
        }

        var clouds = tensor(points, [indices.Length, set.PointCount, set.Dimensions]);
        return new(new PointBatch(clouds), new ClassTargets(tensor(labels)));
    }

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
