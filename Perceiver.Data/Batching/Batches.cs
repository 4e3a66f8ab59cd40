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
    /// <param name="resident">Images' bytes on a device, where the pixels are then made; targets are made in memory.</param>
    /// <exception cref="ArgumentException">The model or its task has no use for such examples.</exception>
    public static TrainingBatch Of(
        PerceiverConfig config,
        PixelStatistics statistics,
        ExampleSet set,
        ReadOnlySpan<int> indices,
        RngKey? key,
        ResidentImages? resident = null
    ) =>
        (set, config.Task) switch
        {
            (ImageSet images, TaskConfig.Classification { MultiLabel: true, Classes: var labels }) => new TrainingBatch<
                ImageBatch,
                LabelTargets
            >(Make(config, statistics, images, indices, key, resident).Images, Labels(images, indices, labels)),
            (ImageSet images, TaskConfig.Classification) => Make(config, statistics, images, indices, key, resident),
            (ImageSet images, TaskConfig.Segmentation) => new TrainingBatch<ImageBatch, DenseTargets>(
                Make(config, statistics, images, indices, key, resident).Images,
                PixelClasses(images, indices)
            ),
            (ImageSet images, TaskConfig.Autoencoding) => Reconstruction(
                config,
                Make(config, statistics, images, indices, key, resident).Images
            ),
            (TextSet text, _) => TextBatches.Make(config, text, indices, key),
            (VideoSet { Wanted.IsEmpty: false } videos, TaskConfig.Regression) => VideoBatches.Make(
                config,
                statistics,
                videos,
                indices
            ),
            (PointSet points, TaskConfig.Classification { MultiLabel: false }) => Clouds(config, points, indices, key),
            (ClipSet clips, TaskConfig.MultimodalAutoencoding) => ClipBatches.Make(config, clips, indices),
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

    private static LabelTargets Labels(ImageSet set, ReadOnlySpan<int> indices, int labels)
    {
        var shown = new float[indices.Length * labels];
        for (var i = 0; i < indices.Length; i++)
        {
            set.LabelsOf(indices[i], labels).CopyTo(shown, i * labels);
        }

        return new(tensor(shown, [indices.Length, labels]));
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
    /// <param name="resident">The same images' bytes on a device, where the batch's pixels are then made; null means in memory.</param>
    /// <returns>Images <c>[batch, height, width, channels]</c> and labels <c>[batch]</c>, the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The model takes no images, or images of other channels.</exception>
    public static LabelledImages Make(
        PerceiverConfig config,
        PixelStatistics statistics,
        ImageSet set,
        ReadOnlySpan<int> indices,
        RngKey? augmentation,
        ResidentImages? resident = null
    )
    {
        if (config.Model.Input is not InputConfig.Image input || input.Channels != set.Channels)
        {
            throw new ArgumentException($"the model does not take images of {set.Channels} channels", nameof(set));
        }

        var shape = new ImageShape(input.Height, input.Width, input.Channels);
        var plans = new ImagePlan[indices.Length];
        for (var i = 0; i < plans.Length; i++)
        {
            plans[i] = ImagePlan.Of(config.Data, set, indices[i], augmentation?.Fold(indices[i]), shape);
        }

        var pixels = resident is null
            ? HostImages.Make(config.Data, statistics, set, shape, plans)
            : DeviceImages.Make(config.Data, statistics, resident, shape, plans);
        var classes = config.Task is TaskConfig.Classification task ? task.Classes : 0;
        var soft =
            augmentation is not null && ImagePlan.Mixes(config.Data)
                ? tensor(Shares(plans, classes), [indices.Length, classes])
                : null;
        return new LabelledImages(
            new ImageBatch(pixels),
            tensor(Array.ConvertAll(plans, plan => (long)plan.Label)),
            soft
        );
    }

    // What is learned of mixed images: each class' share.
    private static float[] Shares(ImagePlan[] plans, int classes)
    {
        var shares = new float[plans.Length * classes];
        for (var i = 0; i < plans.Length; i++)
        {
            var own = shares.AsSpan(i * classes, classes);
            own[plans[i].Label] = (float)(plans[i].Mix?.Share ?? 1);
            if (plans[i] is { Mix: { } mix, Partner: { } partner })
            {
                own[partner.Label] += (float)(1 - mix.Share);
            }
        }

        return shares;
    }
}
