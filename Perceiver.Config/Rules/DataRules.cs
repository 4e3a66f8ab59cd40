namespace Perceiver.Config;

/// <summary>Rules on the data.</summary>
internal static class DataRules
{
    public static void Source(PerceiverConfig config, PlaceFinder places)
    {
        var facts = SourceFacts.Of(config.Data.Source);
        var classes = config.Task switch
        {
            TaskConfig.Classification task => task.Classes,
            TaskConfig.Segmentation task => task.Classes,
            _ => (int?)null,
        };
        // A background is no label.
        var known = config is { Data.Source: DataSourceConfig.Scenes, Task: TaskConfig.Classification }
            ? facts.Classes - 1
            : facts.Classes;
        if (known is { } count && classes is { } asked && count != asked)
        {
            places.Report(Rules.SourceClasses, ["task.classes"], facts.Name, Text(count), Text(asked));
        }

        if (
            facts.Channels is { } channels
            && config.Model.Input is InputConfig.Image image
            && image.Channels != channels
        )
        {
            string[] at = ["model.input.channels"];
            places.Report(Rules.SourceChannels, at, facts.Name, Text(channels), Text(image.Channels));
        }

        if (facts.TrainCount is not null && config.Data.Split.Test > 0)
        {
            string[] at = ["data.split.test"];
            places.Report(Rules.ShippedTest, at, facts.Name, NumberText.Format(config.Data.Split.Test));
        }
    }

    /// <summary>Whether the data set's examples are what the model takes, and have what the task asks for.</summary>
    public static void Fits(PerceiverConfig config, PlaceFinder places)
    {
        var facts = SourceFacts.Of(config.Data.Source);

        // That a source of images is no use to another model is said when it is read: full-size models name one for later.
        // That its images have one label each is known already.
        var several = config.Task is TaskConfig.Classification { MultiLabel: true };
        if (
            facts.Gives is not { } gives
            || !several
                && config.Data.Source
                    is not (
                        DataSourceConfig.Text
                        or DataSourceConfig.Solids
                        or DataSourceConfig.Scenes
                        or DataSourceConfig.MovingScenes
                        or DataSourceConfig.Clips
                    )
        )
        {
            return;
        }

        string[] at = ["data.source.kind", "data.source"];
        var task = several ? SourceFacts.SeveralLabels : Words.Snake(config.Task.GetType().Name);
        if (gives != InputRules.Word(config.Model.Input))
        {
            places.Report(Rules.SourceInput, at, facts.Name, gives, InputRules.Word(config.Model.Input));
        }
        else if (!facts.Tasks.Contains(task))
        {
            places.Report(Rules.SourceTask, at, facts.Name, task, string.Join(" or ", facts.Tasks));
        }
        else if (
            config is
            {
                Data.Source: DataSourceConfig.Solids,
                Model.Input: InputConfig.Points and not { Dimensions: 3, Features: 0 }
            }
        )
        {
            places.Report(Rules.SourceInput, at, facts.Name, "points of 3 dimensions and no features", "others");
        }
    }

    /// <summary>A moving scene is two frames of three channels, and says of each pixel of the first one where it goes.</summary>
    public static void Moving(PerceiverConfig config, PlaceFinder places)
    {
        if (
            config
            is not {
                Data.Source: DataSourceConfig.MovingScenes,
                Model: { Input: InputConfig.Video video, Decoder: var decoder } model,
                Task: TaskConfig.Regression { Outputs: var outputs }
            }
        )
        {
            return;
        }

        const string Name = "moving_scenes";
        var pixels = (long)video.Height * video.Width;
        if (video is not { Frames: 2, Channels: 3 })
        {
            var key = video.Frames == 2 ? "channels" : "frames";
            places.Report(
                Rules.SourceInput,
                [$"model.input.{key}"],
                Name,
                "videos of 2 frames and 3 channels",
                $"videos of {Text(video.Frames)} frames and {Text(video.Channels)} channels"
            );
        }
        else if (outputs != 2)
        {
            const string Way = "regression of 2 outputs: how far a pixel goes to the right and down";
            places.Report(Rules.SourceTask, ["task.outputs"], Name, $"regression of {Text(outputs)} outputs", Way);
        }
        else if (decoder is not DecoderConfig.Queries queries)
        {
            var (word, task) = (Words.Snake(decoder.GetType().Name), $"regression of {Name}");
            places.Report(Rules.TaskDecoder, ["model.decoder.kind", "model.decoder"], word, task, "queries");
        }
        else if (QueryLayout.Of(queries.Array, model).Count is var count && count != pixels)
        {
            var paths = ModelParts.CountPaths("model.decoder.queries");
            var (asked, wanted) = (NumberText.Format(count), NumberText.Format(pixels));
            places.Report(Rules.TaskQueries, paths, asked, $"regression of {Name}", wanted);
        }
    }

    /// <summary>A text is bytes, and divided as it stands.</summary>
    public static void Bytes(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Data.Source is not DataSourceConfig.Text || config.Model.Input is not InputConfig.Tokens tokens)
        {
            return;
        }

        var own = tokens.Vocabulary - 256;
        if (own < 0)
        {
            string[] at = ["model.input.vocabulary"];
            places.Report(
                Rules.ByteVocabulary,
                at,
                $"a vocabulary of {Text(tokens.Vocabulary)} has no place for 256 bytes"
            );
        }
        else if (config.Task is TaskConfig.MaskedLanguageModel { MaskToken: var mask } && mask >= own)
        {
            places.Report(
                Rules.ByteVocabulary,
                ["task.mask_token"],
                $"of {Text(tokens.Vocabulary)} tokens the last 256 are bytes, and {Text(mask)} is one of them"
            );
        }
        else if (tokens.Padding >= own)
        {
            places.Report(
                Rules.ByteVocabulary,
                ["model.input.padding"],
                $"of {Text(tokens.Vocabulary)} tokens the last 256 are bytes, and {Text(tokens.Padding.Value)} is one of them"
            );
        }

        if (config.Data.Split.Method != SplitMethod.Last)
        {
            places.Report(Rules.TextInOrder, ["data.split.method", "data.split"]);
        }
    }

    /// <summary>What is done to images is done to nothing else.</summary>
    public static void ImagesAlone(PerceiverConfig config, PlaceFinder places)
    {
        var data = config.Data;
        var changes = "data.augmentation";
        if (config.Model.Input is not (InputConfig.Image or InputConfig.Video))
        {
            const string Why = "the input is neither image nor video";
            if (data.Normalization != Normalization.Statistics)
            {
                places.Report(Rules.NoEffect, ["data.normalization"], "normalization", Why);
            }

            if (data.Resize != ResizeMethod.Auto)
            {
                places.Report(Rules.NoEffect, ["data.resize"], "resize", Why);
            }
        }

        // That nothing changes other examples is said where each change is looked at.
        if (config.Model.Input is not InputConfig.Image)
        {
            return;
        }

        if (config.Task is TaskConfig.Segmentation && data.Augmentation.Count > 0)
        {
            places.Report(Rules.NothingToChange, [changes], "the classes of the pixels would stay where they are");
        }
        else if (
            config.Task is TaskConfig.Classification { MultiLabel: true }
            && data.Augmentation.Any(one =>
                AugmentationRules.Mixes(one) || one is AugmentationConfig.HorizontalFlip { Labels.Count: > 0 }
            )
        )
        {
            places.Report(Rules.NothingToChange, [changes], "several labels are neither mixed nor exchanged");
        }
        else if (config.Task is not TaskConfig.Classification && data.Augmentation.Any(AugmentationRules.Mixes))
        {
            places.Report(Rules.NothingToChange, [changes], "there are no labels to mix along with the images");
        }
    }

    public static void Split(PerceiverConfig config, PlaceFinder places)
    {
        var split = config.Data.Split;
        if (split.Validation + split.Test >= 1)
        {
            string[] at = ["data.split.validation", "data.split.test"];
            places.Report(Rules.SplitSum, at, NumberText.Format(split.Validation), NumberText.Format(split.Test));
        }

        if (split.Validation == 0)
        {
            places.Report(Rules.NoValidation, ["data.split.validation"]);
        }

        if (split is { Method: SplitMethod.Last, Seed: not 0 })
        {
            places.Report(Rules.NoEffect, ["data.split.seed"], "seed", "the method 'last' draws nothing");
        }
    }

    public static void Folder(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Data.Source is not DataSourceConfig.ImageFolder folder)
        {
            return;
        }

        if (folder is { GroupColumn: { } group, Csv: null })
        {
            places.Report(Rules.GroupNeedsCsv, ["data.source.group_column"], group);
        }
        else if (folder.GroupColumn is { } column && config.Data.Split.Method == SplitMethod.Last)
        {
            places.Report(Rules.LastBreaksGroups, ["data.split.method"], column);
        }

        if (folder is { Csv: null } and not { FileColumn: "file", LabelColumn: "label" })
        {
            var key = folder.FileColumn != "file" ? "file_column" : "label_column";
            places.Report(Rules.NoEffect, [$"data.source.{key}"], key, "there is no csv");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < folder.Classes.Count; i++)
        {
            if (!seen.Add(folder.Classes[i]))
            {
                places.Report(Rules.DuplicateClass, [$"data.source.classes.{i}"], folder.Classes[i]);
            }
        }
    }

    public static void Crop(PerceiverConfig config, PlaceFinder places)
    {
        var side = config.Model.Input is InputConfig.Image image ? Math.Min(image.Height, image.Width) : int.MaxValue;
        for (var i = 0; i < config.Data.Augmentation.Count; i++)
        {
            if (
                config.Data.Augmentation[i] is AugmentationConfig.RandomCrop { Mode: PaddingMode.Reflect } crop
                && crop.Padding >= side
            )
            {
                string[] at = [$"data.augmentation.{i}.padding"];
                places.Report(Rules.CropTooLarge, at, Text(crop.Padding), Text(side));
            }
        }
    }

    private static string Text(int value) => NumberText.Format(value);
}
