namespace Perceiver.Config;

/// <summary>What a setting may be, as data: for messages, the reference, editors and test generators.</summary>
public abstract record SettingShape
{
    private SettingShape() { }

    /// <summary>A whole number, both ends included.</summary>
    public sealed record Integer(long Min, long Max) : SettingShape;

    /// <summary>A number; each end is included unless said otherwise.</summary>
    public sealed record Number(double Min, double Max, bool MinExcluded, bool MaxExcluded) : SettingShape;

    /// <summary>true or false.</summary>
    public sealed record Boolean : SettingShape;

    /// <summary>A text of 1 to <paramref name="MaxLength"/> characters.</summary>
    public sealed record Text(int MaxLength) : SettingShape;

    /// <summary>One of some words.</summary>
    public sealed record Word(EquatableArray<string> Words) : SettingShape;

    /// <summary>A list of values of one shape, both numbers of elements included.</summary>
    public sealed record List(SettingShape Element, int MaxCount, int MinCount = 0) : SettingShape;

    /// <summary>Settings under keys.</summary>
    public sealed record Group(string Name, string Doc, EquatableArray<FieldInfo> Fields) : SettingShape;

    /// <summary>One of several groups, told apart by the key <c>kind</c>.</summary>
    public sealed record Choice(string Name, string Doc, EquatableArray<ChoiceCase> Cases) : SettingShape;

    /// <summary>The inner shape or <c>null</c>.</summary>
    public sealed record Optional(SettingShape Inner) : SettingShape;

    /// <summary>The shape in a message, after "must be".</summary>
    public string Describe() =>
        this switch
        {
            Integer i => $"a whole number from {NumberText.Format(i.Min)} to {NumberText.Format(i.Max)}",
            Number n => $"a number {Bounds(n)}",
            Boolean => "true or false",
            Text t => $"a text of 1 to {t.MaxLength} characters",
            Word w => "one of " + string.Join(", ", w.Words),
            List l => $"a list, each element {l.Element.Describe()}",
            Group g => $"settings of {g.Name} ({string.Join(", ", g.Fields.Select(field => field.Key))})",
            Choice c => $"settings with a kind ({string.Join(", ", c.Cases.Select(one => one.Word))})",
            Optional o => o.Inner.Describe() + ", or null",
            _ => "a value",
        };

    private static string Bounds(Number n)
    {
        var upper = (n.MinExcluded, n.MaxExcluded) switch
        {
            (false, false) => " to ",
            (false, true) => " to below ",
            (true, false) => " and at most ",
            (true, true) => " and below ",
        };
        return (n.MinExcluded ? "above " : "from ") + NumberText.Format(n.Min) + upper + NumberText.Format(n.Max);
    }
}

/// <summary>One setting: its key, shape, default and meaning.</summary>
/// <param name="Key">The key in the text.</param>
/// <param name="Shape">What it may be.</param>
/// <param name="Default">The default as it would be written, or in words where it follows other settings; null means required.</param>
/// <param name="Doc">What it means.</param>
/// <param name="DefaultInWords">Whether the default is told in words, as it follows other settings.</param>
public sealed record FieldInfo(
    string Key,
    SettingShape Shape,
    string? Default,
    string Doc,
    bool DefaultInWords = false
);

/// <summary>One case of a choice: the word after <c>kind:</c> and the settings that come with it.</summary>
public sealed record ChoiceCase(string Word, string Doc, EquatableArray<FieldInfo> Fields);
