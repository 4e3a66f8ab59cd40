namespace Perceiver.Config;

/// <summary>The types that schema files are written with.</summary>
internal static class Types
{
    public static readonly SettingType<bool> Boolean = new BooleanType();

    public static readonly SettingType<string> Text = new TextType();

    public static readonly SettingType<string?> OptionalText = new OptionalTextType(Text);

    /// <summary>Share of a whole: [0, 1).</summary>
    public static readonly SettingType<double> Share = Number(0, 1, maxExcluded: true);

    public static SettingType<int> Integer(int min, int max) =>
        new IntegerType<int>(min, max, value => (int)value, value => value);

    public static SettingType<long> Long(long min, long max) =>
        new IntegerType<long>(min, max, value => value, value => value);

    public static SettingType<double> Number(
        double min,
        double max,
        bool minExcluded = false,
        bool maxExcluded = false
    ) => new NumberType(min, max, minExcluded, maxExcluded);

    public static SettingType<T> Word<T>()
        where T : struct, Enum => new WordType<T>();

    public static SettingType<T?> OrNull<T>(SettingType<T> inner)
        where T : struct => new OptionalType<T>(inner);

    public static SettingType<T?> GroupOrNull<T>(SettingType<T> inner)
        where T : class => new OptionalGroupType<T>(inner);

    public static SettingType<EquatableArray<T>> List<T>(SettingType<T> element, int maxCount, int minCount = 0) =>
        new ListType<T>(element, minCount, maxCount);
}
