namespace Perceiver.Config;

/// <summary>Settings of position codes that are fixed tables (Perceiver AR, google-research).</summary>
internal static class FixedPositionSchema
{
    public static RecordType<PositionConfig.Sinusoidal> Sinusoidal()
    {
        var fields = new Fields<PositionConfig.Sinusoidal>();
        var combine = Combine(fields, c => c.Combine);
        var width = Width(fields, c => c.Width);
        var wavelength = fields.Optional(
            "max_wavelength",
            Types.Number(1, 1e9),
            c => c.MaxWavelength,
            10_000,
            "The longest wavelength over 2π."
        );
        return fields.Record(
            "sinusoidal",
            "Sines, then cosines of the place's number, at wavelengths of a geometric series.",
            r => new(r.Get(combine), r.Get(width), r.Get(wavelength))
        );
    }

    public static RecordType<PositionConfig.Random> Random()
    {
        var fields = new Fields<PositionConfig.Random>();
        var combine = Combine(fields, c => c.Combine);
        var width = Width(fields, c => c.Width);
        var scale = fields.Optional(
            "scale",
            Types.Number(0, 100, minExcluded: true),
            c => c.Scale,
            1,
            "Standard deviation of its numbers."
        );
        return fields.Record(
            "random",
            "A table of random numbers that is not trained.",
            r => new(r.Get(combine), r.Get(width), r.Get(scale))
        );
    }

    private static Field<PositionCombine> Combine<T>(Fields<T> fields, Func<T, PositionCombine> get) =>
        fields.Optional(
            "combine",
            Types.Word<PositionCombine>(),
            get,
            PositionCombine.Add,
            "Added to the inputs or concatenated after them."
        );

    private static Field<int?> Width<T>(Fields<T> fields, Func<T, int?> get) =>
        fields.Optional("width", Ranges.OptionalWidth, get, null, "Width of the table; null for the inputs' width.");
}
