namespace Perceiver.Config;

/// <summary>Settings of one raw input.</summary>
internal static class SingleInputSchema
{
    public static readonly UnionCase<InputConfig>[] Cases =
    [
        UnionCase<InputConfig>.Of("image", Image()),
        UnionCase<InputConfig>.Of("video", Video()),
        UnionCase<InputConfig>.Of("tokens", Tokens()),
        UnionCase<InputConfig>.Of("audio", Audio()),
        UnionCase<InputConfig>.Of("points", Points()),
        UnionCase<InputConfig>.Of("array", Array()),
        UnionCase<InputConfig>.Of("label", Label()),
    ];

    private static RecordType<InputConfig.Image> Image()
    {
        var fields = new Fields<InputConfig.Image>();
        var height = fields.Required(
            "height",
            Ranges.ImageSide,
            c => c.Height,
            "Rows of pixels; other images are resized."
        );
        var width = fields.Required("width", Ranges.ImageSide, c => c.Width, "Columns of pixels.");
        var channels = fields.Required("channels", Types.Integer(1, 4), c => c.Channels, "1 for grey, 3 for RGB.");
        return fields.Record("image", "An image.", r => new(r.Get(height), r.Get(width), r.Get(channels)));
    }

    private static RecordType<InputConfig.Video> Video()
    {
        var fields = new Fields<InputConfig.Video>();
        var frames = fields.Required("frames", Types.Integer(1, 256), c => c.Frames, "Images in a row.");
        var height = fields.Required("height", Types.Integer(1, 2048), c => c.Height, "Rows of pixels.");
        var width = fields.Required("width", Types.Integer(1, 2048), c => c.Width, "Columns of pixels.");
        var channels = fields.Required("channels", Types.Integer(1, 64), c => c.Channels, "1 for grey, 3 for RGB.");
        return fields.Record(
            "video",
            "Images in a row.",
            r => new(r.Get(frames), r.Get(height), r.Get(width), r.Get(channels))
        );
    }

    private static RecordType<InputConfig.Tokens> Tokens()
    {
        var fields = new Fields<InputConfig.Tokens>();
        var length = fields.Required("length", Types.Integer(1, 1_048_576), c => c.Length, "The most tokens.");
        var vocabulary = fields.Required(
            "vocabulary",
            Types.Integer(2, 10_000_000),
            c => c.Vocabulary,
            "How many different tokens there are (bytes: 256 and those with a special meaning)."
        );
        var padding = fields.Optional(
            "padding",
            Types.OrNull(Types.Integer(0, 9_999_999)),
            c => c.Padding,
            null,
            "The token that stands for nothing and is masked; null for none."
        );
        return fields.Record(
            "tokens",
            "A text as token numbers.",
            r => new(r.Get(length), r.Get(vocabulary), r.Get(padding))
        );
    }

    private static RecordType<InputConfig.Audio> Audio()
    {
        var fields = new Fields<InputConfig.Audio>();
        var samples = fields.Required("samples", Ranges.Elements, c => c.Samples, "Samples in time.");
        var channels = fields.Optional(
            "channels",
            Types.Integer(1, 64),
            c => c.Channels,
            1,
            "1 for mono, 2 for stereo."
        );
        return fields.Record("audio", "Sound.", r => new(r.Get(samples), r.Get(channels)));
    }

    private static RecordType<InputConfig.Points> Points()
    {
        var fields = new Fields<InputConfig.Points>();
        var count = fields.Required("count", Ranges.Elements, c => c.Count, "How many points.");
        var dimensions = fields.Optional(
            "dimensions",
            Types.Integer(1, 16),
            c => c.Dimensions,
            3,
            "Coordinates of each."
        );
        var features = fields.Optional(
            "features",
            Types.Integer(0, 1024),
            c => c.Features,
            0,
            "Further numbers of each, such as a colour."
        );
        return fields.Record(
            "points",
            "A cloud of points, coordinates first, in [-1, 1].",
            r => new(r.Get(count), r.Get(dimensions), r.Get(features))
        );
    }

    private static RecordType<InputConfig.Array> Array()
    {
        var fields = new Fields<InputConfig.Array>();
        var axes = fields.Required("axes", Types.List(Ranges.Elements, 8, 1), c => c.Axes, "Elements along each axis.");
        var channels = fields.Required("channels", Ranges.Width, c => c.Channels, "Numbers of each element.");
        return fields.Record("array", "An array of any number of axes.", r => new(r.Get(axes), r.Get(channels)));
    }

    private static RecordType<InputConfig.Label> Label()
    {
        var fields = new Fields<InputConfig.Label>();
        var classes = fields.Required("classes", Ranges.Classes, c => c.Classes, "How many labels there are.");
        return fields.Record("label", "A label as an input.", r => new(r.Get(classes)));
    }
}
