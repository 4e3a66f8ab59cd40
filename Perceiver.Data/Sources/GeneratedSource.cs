using LanguageExt;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Data that is made, not read: training and test part from keys of their own.</summary>
internal static class GeneratedSource
{
    /// <summary>Clouds of points on solids.</summary>
    public static Either<DataError, DataSplits> Load(
        PerceiverConfig config,
        DataSourceConfig.Solids source,
        InputConfig.Points input
    )
    {
        var key = RngKey.FromSeed(source.Seed).Fold("solids");
        return Divide(
            config,
            source.Train,
            indices => Select(Solid.Set(key.Fold("train"), source.Train, input.Count, source.Noise), indices),
            Solid.Set(key.Fold("test"), source.Test, input.Count, source.Noise),
            Config.Generated.Solids
        );
    }

    /// <summary>Scenes at the model's size.</summary>
    public static Either<DataError, DataSplits> Load(
        PerceiverConfig config,
        DataSourceConfig.Scenes source,
        InputConfig.Image input
    )
    {
        var key = RngKey.FromSeed(source.Seed).Fold("scenes");
        var shape = new ImageShape(input.Height, input.Width, input.Channels);
        return Divide(
            config,
            source.Train,
            indices => Select(Scene.Set(key.Fold("train"), source.Train, shape, source), indices),
            Scene.Set(key.Fold("test"), source.Test, shape, source),
            // What an image shows before its background.
            config.Task is TaskConfig.Classification
                ? [.. Config.Generated.SceneClasses.Skip(1)]
                : Config.Generated.SceneClasses
        );
    }

    /// <summary>Moving scenes at the model's size.</summary>
    public static Either<DataError, DataSplits> Load(
        PerceiverConfig config,
        DataSourceConfig.MovingScenes source,
        InputConfig.Video input
    )
    {
        var key = RngKey.FromSeed(source.Seed).Fold("moving scenes");
        var image = new ImageShape(input.Height, input.Width, input.Channels);
        return Divide(
            config,
            source.Train,
            indices => Select(MovingScene.Set(key.Fold("train"), source.Train, image, source), indices),
            MovingScene.Set(key.Fold("test"), source.Test, image, source),
            []
        );
    }

    /// <summary>Divides what is made, as the config says; the test part stands as it is.</summary>
    internal static Either<DataError, DataSplits> Divide(
        PerceiverConfig config,
        int count,
        Func<IReadOnlyList<int>[], ExampleSet[]> select,
        ExampleSet test,
        EquatableArray<string> names
    ) =>
        Splitter
            .Split(count, [], config.Data.Split)
            .Map(parts =>
            {
                var train = config.Data.Limit is { } limit ? [.. parts.Train.Take(limit)] : parts.Train;
                var sets = select([train, parts.Validation]);
                return new DataSplits(sets[0], sets[1], test, names);
            });

    private static ExampleSet[] Select(PointSet all, IReadOnlyList<int>[] parts) =>
        [
            .. parts.Select(indices => new PointSet(
                Gather(all.Points, all.CloudSize, indices),
                all.PointCount,
                all.Dimensions,
                [.. indices.Select(i => all.Labels[i])]
            )),
        ];

    private static ExampleSet[] Select(ImageSet all, IReadOnlyList<int>[] parts) =>
        [
            .. parts.Select(indices => new ImageSet(
                Gather(all.Pixels, all.ImageSize, indices),
                all.Height,
                all.Width,
                all.Channels,
                [.. indices.Select(i => all.Labels[i])],
                []
            )
            {
                PixelClasses = Gather(all.PixelClasses, all.Height * all.Width, indices),
            }),
        ];

    private static ExampleSet[] Select(VideoSet all, IReadOnlyList<int>[] parts) =>
        [
            .. parts.Select(indices =>
                all with
                {
                    Pixels = Gather(all.Pixels, all.VideoSize, indices),
                    Wanted = Gather(all.Wanted, all.WantedSize, indices),
                }
            ),
        ];

    /// <summary>The rows of some examples, each of so many numbers.</summary>
    internal static T[] Gather<T>(ReadOnlyMemory<T> all, int size, IReadOnlyList<int> indices)
    {
        var gathered = new T[(long)indices.Count * size];
        for (var i = 0; i < indices.Count; i++)
        {
            all.Span.Slice(indices[i] * size, size).CopyTo(gathered.AsSpan(i * size));
        }

        return gathered;
    }
}
