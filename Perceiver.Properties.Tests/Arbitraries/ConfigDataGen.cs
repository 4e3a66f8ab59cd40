using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Data settings that fit a source.</summary>
internal static class DataGen
{
    private static readonly string[] Names =
    [
        "label",
        "two words",
        "true",
        "null",
        "12",
        "~",
        "-",
        "a: b",
        "# no comment",
        "\"quoted\" \\ and 'single'",
        "ünïcode ✓ 🦵",
        " padded ",
        "[x]",
        "C:\\data",
    ];

    public static readonly Gen<DataSourceConfig> Source = Gen.OneOf(
        Gen.Constant((DataSourceConfig)new DataSourceConfig.FashionMnist()),
        ConfigGen.Word<CifarLabels>().Select(labels => (DataSourceConfig)new DataSourceConfig.Cifar100(labels)),
        Folder(),
        Folder()
    );

    public static Gen<DataConfig> Data(DataSourceConfig source, InputConfig.Image image) =>
        from split in Split(source)
        from limit in ConfigGen.OrNull(Gen.Choose(1, 100))
        from normalization in ConfigGen.Word<Normalization>()
        from augmentation in Augmentation(image).ListOf()
        from mixing in Mixing
        from resize in ConfigGen.Word<ResizeMethod>()
        select new DataConfig(
            source,
            split,
            limit,
            normalization,
            augmentation.Take(3).Concat(mixing).ToEquatableArray(),
            resize
        );

    private static readonly Gen<AugmentationConfig[]> Mixing = Gen.Elements<AugmentationConfig[]>(
        [],
        [],
        [new AugmentationConfig.Mixup(0.2, 1)],
        [new AugmentationConfig.CutMix(1, 0.5), new AugmentationConfig.Mixup(0.1, 0.25)]
    );

    private static Gen<DataSourceConfig> Folder() =>
        from path in Gen.Elements(Names)
        from csv in Gen.Elements(null, "labels.csv", "a b.csv")
        from file in Gen.Elements(Names)
        from label in Gen.Elements(Names)
        from grouped in ConfigGen.Bool
        from count in Gen.Elements(0, 2, 3, 5)
        from start in Gen.Choose(0, Names.Length - 5)
        select (DataSourceConfig)
            new DataSourceConfig.ImageFolder(
                path,
                csv,
                file,
                label,
                grouped && csv is not null ? "patient" : null,
                Names.Skip(start).Take(count).ToEquatableArray()
            );

    private static Gen<SplitConfig> Split(DataSourceConfig source) =>
        from validation in Gen.Elements(0, 0.1, 0.2, 1.0 / 3)
        from test in source is DataSourceConfig.ImageFolder ? Gen.Elements(0, 0.2, 0.5) : Gen.Constant(0.0)
        from method in source is DataSourceConfig.ImageFolder { GroupColumn: not null }
            ? Gen.Constant(SplitMethod.Random)
            : ConfigGen.Word<SplitMethod>()
        from seed in ConfigGen.Seed
        select new SplitConfig(validation, test, method, seed);

    private static Gen<AugmentationConfig> Augmentation(InputConfig.Image image) =>
        Gen.OneOf(
            Gen.Elements(0, 0.5, 1).Select(p => (AugmentationConfig)new AugmentationConfig.HorizontalFlip(p)),
            from mode in ConfigGen.Word<PaddingMode>()
            from padding in Gen.Choose(1, Math.Max(1, Math.Min(image.Height, image.Width) - 1))
            select (AugmentationConfig)new AugmentationConfig.RandomCrop(padding, mode),
            from height in ConfigGen.Share
            from width in ConfigGen.Share
            select (AugmentationConfig)new AugmentationConfig.RandomZoom(height, width),
            Gen.Elements<AugmentationConfig>(
                new AugmentationConfig.RandomResizedCrop(0.08, 1, 0.75, 4.0 / 3),
                new AugmentationConfig.Rotate(15, PaddingMode.Reflect),
                new AugmentationConfig.Rotate(90, PaddingMode.Zero),
                new AugmentationConfig.ColorJitter(0.4, 0.4, 0, 0),
                new AugmentationConfig.RandAugment(2, 9),
                new AugmentationConfig.RandomErasing(0.25, 0.02, 1.0 / 3)
            )
        );
}
