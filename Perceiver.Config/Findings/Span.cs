namespace Perceiver.Config;

/// <summary>A place in a text. Lines and columns start at 1, as editors show them; the end is exclusive.</summary>
/// <param name="Start">Offset of the first character, from 0.</param>
/// <param name="Length">Number of characters; 0 marks a point.</param>
/// <param name="Line">Line of the first character.</param>
/// <param name="Column">Column of the first character.</param>
/// <param name="EndLine">Line of the end.</param>
/// <param name="EndColumn">Column just after the last character.</param>
/// <param name="Origin">The override (<c>--set key=value</c>) that the place is in; null means the file.</param>
/// <param name="Base">The extended config whose text the place is in; null means the config itself.</param>
public readonly record struct Span(
    int Start,
    int Length,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string? Origin = null,
    string? Base = null
)
{
    /// <summary>The very start of the file.</summary>
    public static Span FileStart { get; } = new(0, 0, 1, 1, 1, 1);
}
