namespace Perceiver.Config;

/// <summary>Ranges that several settings have. Wide enough for every published model, narrow enough that no product overflows.</summary>
internal static class Ranges
{
    public static readonly SettingType<int> Width = Types.Integer(1, 16_384);

    public static readonly SettingType<int?> OptionalWidth = Types.OrNull(Width);

    public static readonly SettingType<int> PatchSide = Types.Integer(1, 512);

    public static readonly SettingType<int> ImageSide = Types.Integer(1, 4096);

    public static readonly SettingType<int> Classes = Types.Integer(2, 100_000);

    /// <summary>Inputs of one kind, queries of one kind.</summary>
    public static readonly SettingType<int> Elements = Types.Integer(1, 16_777_216);

    public static readonly SettingType<int> MinPadding = Types.Integer(0, 4096);

    public static readonly SettingType<int> Count = Types.Integer(1, 1_000_000_000);

    public static readonly SettingType<int?> OptionalCount = Types.OrNull(Count);

    public static readonly SettingType<double> Epsilon = Types.Number(0, 1, minExcluded: true);

    public static readonly SettingType<double> Factor = Types.Number(0, 1, minExcluded: true, maxExcluded: true);

    public static readonly SettingType<double> Delta = Types.Number(0, 1e6);
}
