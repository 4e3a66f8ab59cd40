namespace Perceiver.Config;

/// <summary>What is known of a data set without reading it.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Channels">Channels of its images, where fixed.</param>
/// <param name="Classes">Its number of classes, where fixed.</param>
/// <param name="TrainCount">Examples of its training part, where it ships a training and a test part.</param>
internal sealed record SourceFacts(string Name, int? Channels, int? Classes, int? TrainCount)
{
    public static SourceFacts? Of(DataSourceConfig source) =>
        source switch
        {
            DataSourceConfig.FashionMnist => new("fashion_mnist", 1, 10, 60_000),
            DataSourceConfig.Cifar100 { Labels: CifarLabels.Fine } => new("cifar100 with fine labels", 3, 100, 50_000),
            DataSourceConfig.Cifar100 => new("cifar100 with coarse labels", 3, 20, 50_000),
            DataSourceConfig.ImageFolder { Classes.Count: > 0 and var count } => new(
                "the list of classes",
                null,
                count,
                null
            ),
            _ => null,
        };
}
