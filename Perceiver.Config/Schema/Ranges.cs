namespace Perceiver.Config;

/// <summary>Ranges that several settings have. Wide enough for every published model, narrow enough that no product overflows.</summary>
internal static class Ranges
{
    public static readonly SettingType<int> Width = Types.Integer(1, 16_384);

    public static readonly SettingType<int?> OptionalWidth = Types.OrNull(Width);

    public static readonly SettingType<int> PatchSide = Types.Integer(1, 512);

    public static readonly SettingType<int> Count = Types.Integer(1, 1_000_000_000);

    public static readonly SettingType<int?> OptionalCount = Types.OrNull(Count);

    public static readonly SettingType<double> Epsilon = Types.Number(0, 1, minExcluded: true);

    public static readonly SettingType<double> Delta = Types.Number(0, 1e6);
}
