using System.Collections.Immutable;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Data sets as values.</summary>
public static class DataSets
{
    /// <summary>
    /// Reads the config's data set and divides it. Images have the model's number of channels; their size is the
    /// data set's own, or the model's for image folders and for images that are made.
    /// </summary>
    /// <param name="config">Says which data set, how it is divided, and how many examples at most.</param>
    /// <param name="location">Where to look.</param>
    /// <returns>The parts, or one line that says what is wrong and what to do: also how to get what is absent.</returns>
    public static Either<DataError, DataSplits> Load(PerceiverConfig config, DataLocation location) =>
        (config.Data.Source, config.Model.Input) switch
        {
            (DataSourceConfig.None, _) => new DataError(
                "data.source is none: this model is not trained from here; give it a source to train it on"
            ),
            (DataSourceConfig.Text text, InputConfig.Tokens) => from path in TextSource.Find(text, location)
            from bytes in TextSource.Read(path)
            from splits in TextSource.Divide(config, bytes, path)
            select splits,
            (DataSourceConfig.Solids solids, InputConfig.Points points) => GeneratedSource.Load(config, solids, points),
            (DataSourceConfig.Scenes scenes, InputConfig.Image image) => from input in ImageInput(config)
            from splits in GeneratedSource.Load(config, scenes, input)
            select splits,
            (DataSourceConfig.MovingScenes moving, InputConfig.Video video) => GeneratedSource.Load(
                config,
                moving,
                video
            ),
            (DataSourceConfig.Clips clips, InputConfig.Modalities several) => ClipSource.Load(config, clips, several),
            _ => LoadImages(config, location),
        };

    private static Either<DataError, DataSplits> LoadImages(PerceiverConfig config, DataLocation location) =>
        from input in ImageInput(config)
        from use in CheckUse(config.Task)
        from source in Open(config.Data, input, location)
        from _ in CheckClasses(config.Task, source.Examples.ClassNames)
        from __ in CheckSides(config.Data, source.Examples.ClassNames)
        from parts in Divide(config.Data, source)
        from splits in Gather(source, parts, input.Channels)
        select splits;

    /// <summary>
    /// Reads image files, of any size, for a model to predict: at the model's size, all with label 0.
    /// </summary>
    public static Either<DataError, ImageSet> FromFiles(PerceiverConfig config, IReadOnlyList<string> files) =>
        from input in ImageInput(config)
        from pixels in ImageFiles.Read(files, input.Height, input.Width, input.Channels, config.Data.Resize)
        select new ImageSet(pixels, input.Height, input.Width, input.Channels, [.. new int[files.Count]], [.. files]);

    /// <summary>
    /// Reads image files, of any size, as the frames of one film: a video of two frames for each file but the last, at the
    /// model's size, with nothing known about it.
    /// </summary>
    public static Either<DataError, VideoSet> FromFrames(PerceiverConfig config, IReadOnlyList<string> files) =>
        config.Model.Input is InputConfig.Video { Frames: 2, Channels: 1 or 3 } input
            ? ImageFiles
                .Read(files, input.Height, input.Width, input.Channels, config.Data.Resize)
                .Map(pixels => Consecutive(pixels.Span, input))
            : new DataError("the model does not take two frames of 1 (grey) or 3 (RGB) channels");

    /// <summary>
    /// Reads files of points (.xyz, .csv) for a model to predict: as many points as the model takes, in the unit ball, all
    /// with label 0.
    /// </summary>
    public static Either<DataError, PointSet> FromPointFile(PerceiverConfig config, string file) =>
        config.Model.Input is InputConfig.Points input
            ? PointFile
                .Read(file, input.Count, input.Dimensions + input.Features)
                .Map(cloud => new PointSet(cloud, input.Count, input.Dimensions + input.Features, [0]))
            : new DataError($"{file}: the model takes no points");

    private static VideoSet Consecutive(ReadOnlySpan<byte> films, InputConfig.Video input)
    {
        var size = input.Height * input.Width * input.Channels;
        var pairs = new byte[Math.Max(0, (films.Length / size) - 1) * 2 * size];
        for (var i = 0; i < pairs.Length; i += 2 * size)
        {
            films.Slice(i / 2, 2 * size).CopyTo(pairs.AsSpan(i));
        }

        return new VideoSet(pairs, 2, input.Height, input.Width, input.Channels, default, 2);
    }

    private static Either<DataError, InputConfig.Image> ImageInput(PerceiverConfig config) =>
        config.Model.Input is InputConfig.Image { Channels: 1 or 3 } image
            ? image
            : new DataError("images have 1 or 3 channels; set model.input.channels to 1 (grey) or 3 (RGB)");

    private static Either<DataError, DataSource> Open(
        DataConfig data,
        InputConfig.Image input,
        DataLocation location
    ) =>
        data.Source switch
        {
            DataSourceConfig.FashionMnist => FashionMnistSource.Find(location).Bind(FashionMnistSource.Open),
            DataSourceConfig.Cifar100 cifar => Cifar100Source
                .Find(location)
                .Bind(path => Cifar100Source.Open(path, cifar.Labels)),
            DataSourceConfig.ImageFolder images => ImageFolderSource
                .Find(images, location)
                .Bind(folder => ImageFolderSource.Open(images, folder, input, data.Resize)),
            _ => new DataError($"data.source {data.Source.GetType().Name} has no reader"),
        };

    private static Either<DataError, Unit> CheckUse(TaskConfig task) =>
        task is TaskConfig.Classification { MultiLabel: false } or TaskConfig.Autoencoding
            ? Unit.Default
            : new DataError(
                "images with a label are for classification and autoencoding; choose such a task, or another data.source"
            );

    private static Either<DataError, Unit> CheckClasses(TaskConfig task, EquatableArray<string> names) =>
        task is TaskConfig.Classification { Classes: var classes } && classes != names.Count
            ? new DataError(
                $"the data has {names.Count} classes ({Shortened(names)}) but the config's task has {classes}; set "
                    + $"task.classes to {names.Count}"
            )
            : Unit.Default;

    private static Either<DataError, Unit> CheckSides(DataConfig data, EquatableArray<string> names) =>
        Sides.Of(names) is { } sides
        && data.Augmentation.Any(change => change is AugmentationConfig.HorizontalFlip { Labels.Count: 0 })
            ? new DataError(
                $"the classes '{sides.Left}' and '{sides.Right}' are sides: a horizontal_flip would make one of the other; "
                    + "remove it from data.augmentation, or say with its 'labels' what each class becomes"
            )
            : Unit.Default;

    private static string Shortened(EquatableArray<string> names) =>
        names.Count <= 6 ? string.Join(", ", names) : string.Join(", ", names.Take(5)) + ", ...";

    private static Either<DataError, SplitIndices> Divide(DataConfig data, DataSource source) =>
        source.Test is not null && data.Split.Test != 0
            ? new DataError("this data set has a test part of its own; set data.split.test to 0")
            : Splitter
                .Split(source.Examples.Count, source.Examples.Groups, data.Split)
                .Map(parts => data.Limit is { } limit ? parts with { Train = [.. parts.Train.Take(limit)] } : parts);

    private static Either<DataError, DataSplits> Gather(DataSource source, SplitIndices parts, int channels) =>
        from train in source.Examples.Gather(parts.Train)
        from validation in source.Examples.Gather(parts.Validation)
        from test in source.Test is { } own ? own.All() : source.Examples.Gather(parts.Test)
        select new DataSplits(
            ImageChannels.Convert(train, channels),
            ImageChannels.Convert(validation, channels),
            ImageChannels.Convert(test, channels),
            source.Examples.ClassNames
        );
}
