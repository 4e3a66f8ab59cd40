namespace Perceiver.Config;

/// <summary>Settings of the data set.</summary>
internal static class SourceSchema
{
    public static readonly UnionType<DataSourceConfig> Type = new(
        "source",
        "A data set.",
        UnionCase<DataSourceConfig>.Of("fashion_mnist", FashionMnist()),
        UnionCase<DataSourceConfig>.Of("cifar100", Cifar100()),
        UnionCase<DataSourceConfig>.Of("image_folder", ImageFolder())
    );

    private static RecordType<DataSourceConfig.FashionMnist> FashionMnist() =>
        new Fields<DataSourceConfig.FashionMnist>().Record(
            "fashion_mnist",
            "Fashion-MNIST: 60,000 + 10,000 grey images of 28x28, 10 classes.",
            _ => new()
        );

    private static RecordType<DataSourceConfig.Cifar100> Cifar100()
    {
        var fields = new Fields<DataSourceConfig.Cifar100>();
        var labels = fields.Optional(
            "labels",
            Types.Word<CifarLabels>(),
            c => c.Labels,
            CifarLabels.Fine,
            "100 fine or 20 coarse labels."
        );
        return fields.Record("cifar100", "CIFAR-100: 50,000 + 10,000 RGB images of 32x32.", r => new(r.Get(labels)));
    }

    private static RecordType<DataSourceConfig.ImageFolder> ImageFolder()
    {
        var fields = new Fields<DataSourceConfig.ImageFolder>();
        var path = fields.Required(
            "path",
            Types.Text,
            c => c.Path,
            "The folder; a relative path is taken from --data or the data home."
        );
        var csv = fields.Optional(
            "csv",
            Types.OptionalText,
            c => c.Csv,
            null,
            "A CSV inside it; null where sub-folders are the classes."
        );
        var file = fields.Optional(
            "file_column",
            Types.Text,
            c => c.FileColumn,
            "file",
            "The CSV's column with the file."
        );
        var label = fields.Optional(
            "label_column",
            Types.Text,
            c => c.LabelColumn,
            "label",
            "The CSV's column with the label."
        );
        var group = fields.Optional(
            "group_column",
            Types.OptionalText,
            c => c.GroupColumn,
            null,
            "The CSV's column whose equal values never fall in two splits, such as a patient."
        );
        var classes = fields.Optional(
            "classes",
            Types.List(Types.Text, 100_000),
            c => c.Classes,
            [],
            "Class names in label order; empty for the sorted labels found."
        );
        return fields.Record(
            "image_folder",
            "Labelled images: a sub-folder per class, or a CSV.",
            r => new(r.Get(path), r.Get(csv), r.Get(file), r.Get(label), r.Get(group), r.Get(classes))
        );
    }
}
