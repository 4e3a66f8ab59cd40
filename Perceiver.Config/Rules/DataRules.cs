namespace Perceiver.Config;

/// <summary>Rules on the data.</summary>
internal static class DataRules
{
    public static void Source(PerceiverConfig config, PlaceFinder places)
    {
        var classes = config.Task is TaskConfig.Classification task ? task.Classes : 0;
        if (SourceFacts.Of(config.Data.Source) is not { } facts)
        {
            return;
        }

        if (facts.Classes is { } count && count != classes)
        {
            places.Report(Rules.SourceClasses, ["task.classes"], facts.Name, Text(count), Text(classes));
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
