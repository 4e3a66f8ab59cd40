using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Whole configs: the source comes first, since it fixes channels and classes.</summary>
internal static class ConfigGen
{
    public static readonly Gen<PerceiverConfig> Config =
        from source in DataGen.Source
        from classes in Classes(source)
        from channels in Channels(source)
        from model in ModelGen.Model(channels)
        from data in DataGen.Data(source, (InputConfig.Image)model.Input)
        from training in TrainingGen.Training(data)
        select new PerceiverConfig(model, new TaskConfig.Classification(classes), data, training);

    public static Gen<T?> OrNull<T>(Gen<T> gen)
        where T : struct => Gen.OneOf(Gen.Constant((T?)null), gen.Select(value => (T?)value));

    public static Gen<double> Share => Gen.Elements(0, 0.1, 0.25, 0.5, 0.9, 1.0 / 3);

    public static Gen<bool> Bool => Gen.Elements(true, false);

    public static Gen<T> Word<T>()
        where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    public static Gen<long> Seed =>
        Gen.OneOf(
            Gen.Choose(0, 1000).Select(seed => (long)seed),
            Gen.Elements(long.MaxValue, 1L << 53, (1L << 53) + 1)
        );

    private static Gen<int> Classes(DataSourceConfig source) =>
        source switch
        {
            DataSourceConfig.FashionMnist => Gen.Constant(10),
            DataSourceConfig.Cifar100 { Labels: CifarLabels.Fine } => Gen.Constant(100),
            DataSourceConfig.Cifar100 => Gen.Constant(20),
            DataSourceConfig.ImageFolder { Classes.Count: > 0 and var count } => Gen.Constant(count),
            _ => Gen.Choose(2, 7),
        };

    private static Gen<int> Channels(DataSourceConfig source) =>
        source switch
        {
            DataSourceConfig.FashionMnist => Gen.Constant(1),
            DataSourceConfig.Cifar100 => Gen.Constant(3),
            _ => Gen.Elements(1, 3),
        };
}
