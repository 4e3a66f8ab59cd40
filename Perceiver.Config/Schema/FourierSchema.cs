namespace Perceiver.Config;

/// <summary>Settings of Fourier features: of inputs, or of queries.</summary>
internal static class FourierSchema
{
    /// <summary>Declares them among the settings of a record, and gives what reads them.</summary>
    public static Func<RecordReader, FourierConfig> Declare<T>(Fields<T> fields, Func<T, FourierConfig> get)
    {
        var bands = fields.Required("bands", Types.Integer(1, 1024), c => get(c).Bands, "Frequencies per axis.");
        var resolution = fields.Optional(
            "max_resolution",
            Types.List(Types.Number(1, 1e9), 16),
            c => get(c).MaxResolution,
            [],
            "Highest resolution along each axis; one number for all axes, none for what the grid has."
        );
        var positions = fields.Optional(
            "include_positions",
            Types.Boolean,
            c => get(c).IncludePositions,
            true,
            "Whether the raw positions are among the features."
        );
        var cosines = fields.Optional(
            "cosines",
            Types.Boolean,
            c => get(c).Cosines,
            true,
            "Whether there are cosines besides the sines."
        );
        var order = fields.Optional(
            "order",
            Types.Word<FourierOrder>(),
            c => get(c).Order,
            FourierOrder.PositionsFirst,
            "Positions, all sines, all cosines (the paper), or axis by axis sines, cosines, position (lucidrains)."
        );
        return r => new(r.Get(bands), r.Get(resolution), r.Get(positions), r.Get(cosines), r.Get(order));
    }
}
