namespace Perceiver.Config;

/// <summary>What decoding a setting knows besides its node.</summary>
/// <param name="Findings">Receives everything that is wrong; decoding always goes on.</param>
/// <param name="Key">The key being decoded.</param>
/// <param name="Owner">The place of that key: where something missing is reported.</param>
/// <param name="QueryWidth">Width of the rows that an attention changes: the default of its widths.</param>
/// <param name="Input">The raw input: the defaults of preprocessor and positions follow it.</param>
/// <param name="InputWidth">Channels of the inputs, positions included: the width of queries that are the inputs.</param>
internal readonly record struct DecodeScope(
    ICollection<Finding> Findings,
    string Key,
    Span Owner,
    int QueryWidth,
    InputConfig? Input = null,
    int InputWidth = 1
)
{
    public void Report(Rule rule, Span span, params string[] arguments) =>
        Findings.Add(new(rule, arguments.ToEquatableArray(), span));

    /// <summary>The node is of another type than the setting.</summary>
    public void WrongType(SettingShape shape, YamlNode node) =>
        Report(Rules.WrongType, Place(node), Key, shape.Describe(), Found(node));

    /// <summary>A scalar's own place; of anything else the key, as a whole block is no place to look at.</summary>
    public Span Place(YamlNode node) => node is YamlNode.Scalar { Span.Length: > 0 } ? node.Span : Owner;

    private static string Found(YamlNode node) =>
        node switch
        {
            YamlNode.Scalar { Plain: true, Text: "" } => "nothing",
            YamlNode.Scalar { Plain: false } scalar => $"the text \"{Shorten(scalar.Text)}\"",
            YamlNode.Scalar scalar => $"'{Shorten(scalar.Text)}'",
            YamlNode.Sequence => "a list",
            YamlNode.Mapping => "a mapping",
            _ => "something else",
        };

    internal static string Shorten(string text)
    {
        var line = text.Replace("\r", " ").Replace("\n", " ");
        return line.Length <= 60 ? line : line.Substring(0, char.IsHighSurrogate(line[56]) ? 56 : 57) + "...";
    }
}
