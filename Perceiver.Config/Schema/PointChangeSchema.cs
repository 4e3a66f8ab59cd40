namespace Perceiver.Config;

/// <summary>Settings of the augmentations of what is no image: clouds of points, and tokens.</summary>
internal static class PointChangeSchema
{
    private static readonly SettingType<double> Factor = Types.Number(0.01, 100);
    private static readonly SettingType<double> Length = Types.Number(0, 2, minExcluded: true);

    public static RecordType<AugmentationConfig.PointScale> Scale()
    {
        var fields = new Fields<AugmentationConfig.PointScale>();
        var least = fields.Optional("min_factor", Factor, c => c.MinFactor, 0.8, "Smallest factor.");
        var most = fields.Optional("max_factor", Factor, c => c.MaxFactor, 1.25, "Largest factor.");
        return fields.Record(
            "point_scale",
            "A cloud of points times a factor of its own along each axis (2103.03206, ModelNet40).",
            r => new(r.Get(least), r.Get(most))
        );
    }

    public static RecordType<AugmentationConfig.PointShift> Shift()
    {
        var fields = new Fields<AugmentationConfig.PointShift>();
        var distance = fields.Optional("distance", Length, c => c.Distance, 0.1, "Moved by ± so much at most.");
        return fields.Record(
            "point_shift",
            "A cloud of points moved as a whole, by a distance of its own along each axis.",
            r => new(r.Get(distance))
        );
    }

    public static RecordType<AugmentationConfig.PointJitter> Jitter()
    {
        var fields = new Fields<AugmentationConfig.PointJitter>();
        var deviation = fields.Optional("deviation", Length, c => c.Deviation, 0.01, "Standard deviation.");
        var limit = fields.Optional("limit", Length, c => c.Limit, 0.05, "Moved by ± so much at most.");
        return fields.Record(
            "point_jitter",
            "Each point moved by itself, normally distributed along each axis.",
            r => new(r.Get(deviation), r.Get(limit))
        );
    }

    public static RecordType<AugmentationConfig.ByteMasking> ByteMasking()
    {
        var fields = new Fields<AugmentationConfig.ByteMasking>();
        var token = fields.Required(
            "token",
            Types.Integer(0, 9_999_999),
            c => c.Token,
            "The token that takes a masked one's place."
        );
        var share = fields.Optional("share", Types.Share, c => c.Share, 0.1, "Share of the tokens that is masked.");
        return fields.Record(
            "byte_masking",
            "Some tokens of a text become the mask.",
            r => new(r.Get(token), r.Get(share))
        );
    }
}
