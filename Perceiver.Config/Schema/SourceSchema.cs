namespace Perceiver.Config;

/// <summary>Settings of the data set.</summary>
internal static class SourceSchema
{
    public static readonly UnionType<DataSourceConfig> Type = new(
        "source",
        "A data set.",
        UnionCase<DataSourceConfig>.Of("fashion_mnist", FashionMnist()),
        UnionCase<DataSourceConfig>.Of("cifar100", Cifar100()),
        UnionCase<DataSourceConfig>.Of("image_folder", ImageFolder()),
        UnionCase<DataSourceConfig>.Of("text", Text()),
        UnionCase<DataSourceConfig>.Of("solids", Solids()),
        UnionCase<DataSourceConfig>.Of("scenes", Scenes()),
        UnionCase<DataSourceConfig>.Of("moving_scenes", MovingScenes()),
        UnionCase<DataSourceConfig>.Of("clips", Clips()),
        UnionCase<DataSourceConfig>.Of(
            "none",
            new Fields<DataSourceConfig.None>().Record(
                "none",
                "No data: a model that is not trained from here.",
                _ => new()
            )
        )
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

    private static RecordType<DataSourceConfig.Text> Text()
    {
        var fields = new Fields<DataSourceConfig.Text>();
        var path = fields.Required(
            "path",
            Types.Text,
            c => c.Path,
            "The file, plain or gzipped; a relative path is taken from --data or the data home, and --data may name the file."
        );
        return fields.Record(
            "text",
            "A text, read as bytes: a byte is one of the vocabulary's last 256 tokens.",
            r => new(r.Get(path))
        );
    }

    private static RecordType<DataSourceConfig.Solids> Solids()
    {
        var fields = new Fields<DataSourceConfig.Solids>();
        var train = Count(fields, "train", c => c.Train, 4000, "Examples to train on.");
        var test = Count(fields, "test", c => c.Test, 1000, "Examples to test on.");
        var noise = Noise(fields, c => c.Noise, "Standard deviation of each coordinate, where a solid reaches to 1.");
        var seed = Seed(fields, c => c.Seed);
        return fields.Record(
            "solids",
            "Points on the surfaces of eight kinds of solids, turned, stretched and blurred at random.",
            r => new(r.Get(train), r.Get(test), r.Get(noise), r.Get(seed))
        );
    }

    private static RecordType<DataSourceConfig.Scenes> Scenes()
    {
        var fields = new Fields<DataSourceConfig.Scenes>();
        var train = Count(fields, "train", c => c.Train, 4000, "Examples to train on.");
        var test = Count(fields, "test", c => c.Test, 500, "Examples to test on.");
        var shapes = fields.Optional(
            "shapes",
            Types.Integer(1, 64),
            c => c.Shapes,
            3,
            "Shapes in an image, at most; at least one."
        );
        var noise = Noise(fields, c => c.Noise, "Standard deviation of each channel of a pixel, where white is 1.");
        var seed = Seed(fields, c => c.Seed);
        return fields.Record(
            "scenes",
            "Images of shapes of four kinds before a background, with the kind at each pixel.",
            r => new(r.Get(train), r.Get(test), r.Get(shapes), r.Get(noise), r.Get(seed))
        );
    }

    private static RecordType<DataSourceConfig.MovingScenes> MovingScenes()
    {
        var fields = new Fields<DataSourceConfig.MovingScenes>();
        var train = Count(fields, "train", c => c.Train, 4000, "Examples to train on.");
        var test = Count(fields, "test", c => c.Test, 500, "Examples to test on.");
        var shapes = fields.Optional(
            "shapes",
            Types.Integer(1, 64),
            c => c.Shapes,
            3,
            "Shapes in a scene, at most; at least one."
        );
        var motion = fields.Optional(
            "motion",
            Types.Number(0, 1000, minExcluded: true),
            c => c.Motion,
            2,
            "Pixels by which a shape or the background moves along an axis, at most."
        );
        var noise = Noise(fields, c => c.Noise, "Standard deviation of each channel of a pixel, where white is 1.");
        var seed = Seed(fields, c => c.Seed);
        return fields.Record(
            "moving_scenes",
            "Two frames in which textured shapes and their background move, with each pixel's way to the right and down.",
            r => new(r.Get(train), r.Get(test), r.Get(shapes), r.Get(motion), r.Get(noise), r.Get(seed))
        );
    }

    private static RecordType<DataSourceConfig.Clips> Clips()
    {
        var fields = new Fields<DataSourceConfig.Clips>();
        var train = Count(fields, "train", c => c.Train, 4000, "Examples to train on.");
        var test = Count(fields, "test", c => c.Test, 500, "Examples to test on.");
        var noise = Noise(
            fields,
            c => c.Noise,
            "Standard deviation of each channel of a pixel and of each sample, where white and the loudest are 1."
        );
        var seed = Seed(fields, c => c.Seed);
        return fields.Record(
            "clips",
            "Short films of a bouncing shape, with a sound pitched by its kind and struck at each bounce, and its kind.",
            r => new(r.Get(train), r.Get(test), r.Get(noise), r.Get(seed))
        );
    }

    private static Field<int> Count<T>(Fields<T> fields, string key, Func<T, int> get, int count, string doc) =>
        fields.Optional(key, Types.Integer(1, 10_000_000), get, count, doc);

    private static Field<double> Noise<T>(Fields<T> fields, Func<T, double> get, string doc) =>
        fields.Optional("noise", Types.Number(0, 1), get, 0.02, doc);

    private static Field<long> Seed<T>(Fields<T> fields, Func<T, long> get) =>
        fields.Optional("seed", Types.Long(0, long.MaxValue), get, 0, "Decides all of them.");
}
