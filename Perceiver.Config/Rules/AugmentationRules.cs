namespace Perceiver.Config;

/// <summary>Rules on the augmentations.</summary>
internal static class AugmentationRules
{
    public static void Flips(PerceiverConfig config, PlaceFinder places)
    {
        var classes = config.Task is TaskConfig.Classification task ? task.Classes : 0;
        for (var i = 0; i < config.Data.Augmentation.Count; i++)
        {
            if (config.Data.Augmentation[i] is not AugmentationConfig.HorizontalFlip flip)
            {
                continue;
            }

            var at = $"data.augmentation.{i}";
            if (flip.Labels.Count > 0)
            {
                Labels(flip.Labels, classes, $"{at}.labels", places);
            }
            else if (config.Data.Source is DataSourceConfig.ImageFolder folder && Sides.Of(folder.Classes) is { } sides)
            {
                places.Report(Rules.FlipFalsifies, [$"{at}.kind", at], sides.Left, sides.Right);
            }
        }
    }

    public static void Kinds(PerceiverConfig config, PlaceFinder places)
    {
        for (var i = 0; i < config.Data.Augmentation.Count; i++)
        {
            var at = $"data.augmentation.{i}";
            var change = config.Data.Augmentation[i];
            var (fits, what) = change switch
            {
                AugmentationConfig.PointScale or AugmentationConfig.PointShift or AugmentationConfig.PointJitter => (
                    config.Model.Input is InputConfig.Points,
                    "points"
                ),
                AugmentationConfig.ByteMasking => (config.Model.Input is InputConfig.Tokens, "tokens"),
                _ => (config.Model.Input is InputConfig.Image, "images"),
            };
            if (!fits)
            {
                var (name, input) = (Words.Snake(change.GetType().Name), InputRules.Word(config.Model.Input));
                places.Report(Rules.AugmentationInput, [$"{at}.kind", at], name, what, input);
            }
            else if (config.Model.Input is InputConfig.Tokens tokens && change is AugmentationConfig.ByteMasking mask)
            {
                TokenRules.Within("token", mask.Token, tokens, $"{at}.token", places);
            }
        }
    }

    public static void Ranges(PerceiverConfig config, PlaceFinder places)
    {
        for (var i = 0; i < config.Data.Augmentation.Count; i++)
        {
            var at = $"data.augmentation.{i}";
            switch (config.Data.Augmentation[i])
            {
                case AugmentationConfig.RandomResizedCrop crop:
                    Check(at, "area", crop.MinArea, crop.MaxArea);
                    Check(at, "ratio", crop.MinRatio, crop.MaxRatio);
                    break;
                case AugmentationConfig.PointScale scale:
                    Check(at, "factor", scale.MinFactor, scale.MaxFactor);
                    break;
                case AugmentationConfig.RandomErasing erasing:
                    Check(at, "area", erasing.MinArea, erasing.MaxArea);
                    break;
                case AugmentationConfig.ColorJitter { Saturation: var saturation, Hue: var hue }
                    when config.Model.Input is InputConfig.Image { Channels: 1 } && (saturation > 0 || hue > 0):
                    var idle = saturation > 0 ? "saturation" : "hue";
                    places.Report(Rules.NoEffect, [$"{at}.{idle}"], idle, "the images are grey");
                    break;
            }
        }

        void Check(string at, string what, double least, double most)
        {
            if (least > most)
            {
                string[] paths = [$"{at}.min_{what}", $"{at}.max_{what}"];
                var (low, high) = (NumberText.Format(least), NumberText.Format(most));
                places.Report(Rules.RangeReversed, paths, $"min_{what}", low, $"max_{what}", high);
            }
        }
    }

    public static void Mixing(PerceiverConfig config, PlaceFinder places)
    {
        var (chance, seen) = (0.0, new HashSet<Type>());
        for (var i = 0; i < config.Data.Augmentation.Count; i++)
        {
            var change = config.Data.Augmentation[i];
            var at = $"data.augmentation.{i}";
            if (!Mixes(change))
            {
                if (seen.Count > 0)
                {
                    places.Report(
                        Rules.MixingLast,
                        [$"{at}.kind", at],
                        "Nothing may stand after a change that mixes images."
                    );
                    return;
                }

                continue;
            }

            if (!seen.Add(change.GetType()))
            {
                places.Report(Rules.MixingLast, [$"{at}.kind", at], "The same way of mixing stands in the list twice.");
                return;
            }

            chance += change is AugmentationConfig.Mixup mixup
                ? mixup.Probability
                : ((AugmentationConfig.CutMix)change).Probability;
            if (chance > 1)
            {
                string[] paths = [$"{at}.probability", $"{at}.kind", at];
                var sum = NumberText.Format(chance);
                places.Report(
                    Rules.MixingLast,
                    paths,
                    $"An image is mixed once, but the probabilities add up to {sum}."
                );
            }
        }
    }

    public static bool Mixes(AugmentationConfig change) =>
        change is AugmentationConfig.Mixup or AugmentationConfig.CutMix;

    private static void Labels(EquatableArray<int> labels, int classes, string at, PlaceFinder places)
    {
        if (labels.Count != classes)
        {
            var counts = $"{NumberText.Format(labels.Count)} labels for {NumberText.Format(classes)} classes.";
            places.Report(Rules.FlipLabels, [at], counts);
            return;
        }

        for (var i = 0; i < classes; i++)
        {
            if (labels[i] >= classes || labels[labels[i]] != i)
            {
                var label = NumberText.Format(labels[i]);
                var why = labels[i] >= classes ? "is no class" : "does not become it again";
                string[] paths = [$"{at}.{NumberText.Format(i)}", at];
                places.Report(Rules.FlipLabels, paths, $"Class {NumberText.Format(i)} becomes {label}, which {why}.");
                return;
            }
        }
    }
}
