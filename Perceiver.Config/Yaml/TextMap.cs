namespace Perceiver.Config;

/// <summary>Offsets in a text to lines and columns, by the line ends that editors and compilers know.</summary>
internal sealed class TextMap
{
    private readonly List<int> _starts = [0];
    private readonly int _length;
    private readonly string? _origin;
    private readonly string? _within;

    public TextMap(string text, string? origin, string? within)
    {
        _length = text.Length;
        _origin = origin;
        _within = within;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    public Span Span(long start, long end)
    {
        var from = (int)Math.Min(Math.Max(start, 0), _length);
        var to = (int)Math.Min(Math.Max(end, from), _length);
        var (line, column) = Place(from);
        var (endLine, endColumn) = Place(to);
        return new(from, to - from, line, column, endLine, endColumn, _origin, _within);
    }

    private (int Line, int Column) Place(int offset)
    {
        var index = _starts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, offset - _starts[line] + 1);
    }
}
