namespace Perceiver.Config;

/// <summary>What is known of a data set without reading it.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Gives">The kind of input that its examples are; null where it has none.</param>
/// <param name="Tasks">The tasks that it has targets for.</param>
/// <param name="Channels">Channels of its images, where fixed.</param>
/// <param name="Classes">Its number of classes, where fixed.</param>
/// <param name="TrainCount">Examples of its training part, where it ships a training and a test part.</param>
internal sealed record SourceFacts(
    string Name,
    string? Gives,
    string[] Tasks,
    int? Channels = null,
    int? Classes = null,
    int? TrainCount = null
)
{
    /// <summary>The task of those that have any number of labels for each example.</summary>
    public const string SeveralLabels = "classification with multi_label";

    private static readonly string[] OfImages = ["classification", "autoencoding"];

    private static readonly string[] OfTexts = ["masked_language_model", "causal_language_model", "autoencoding"];

    public static SourceFacts Of(DataSourceConfig source) =>
        source switch
        {
            DataSourceConfig.FashionMnist => new("fashion_mnist", "image", OfImages, 1, 10, 60_000),
            DataSourceConfig.Cifar100 { Labels: CifarLabels.Fine } => new(
                "cifar100 with fine labels",
                "image",
                OfImages,
                3,
                100,
                50_000
            ),
            DataSourceConfig.Cifar100 => new("cifar100 with coarse labels", "image", OfImages, 3, 20, 50_000),
            DataSourceConfig.ImageFolder { Classes.Count: > 0 and var count } => new(
                "the list of classes",
                "image",
                OfImages,
                Classes: count
            ),
            DataSourceConfig.ImageFolder => new("image_folder", "image", OfImages),
            DataSourceConfig.Text => new("text", "tokens", OfTexts),
            DataSourceConfig.Solids solids => new(
                "solids",
                "points",
                ["classification"],
                Classes: Generated.Solids.Count,
                TrainCount: solids.Train
            ),
            DataSourceConfig.Scenes scenes => new(
                "scenes",
                "image",
                ["segmentation", SeveralLabels, "autoencoding"],
                Classes: Generated.SceneClasses.Count,
                TrainCount: scenes.Train
            ),
            DataSourceConfig.MovingScenes moving => new(
                "moving_scenes",
                "video",
                ["regression"],
                TrainCount: moving.Train
            ),
            DataSourceConfig.Clips clips => new(
                "clips",
                "modalities",
                ["multimodal_autoencoding"],
                TrainCount: clips.Train
            ),
            _ => new("none", null, []),
        };
}
