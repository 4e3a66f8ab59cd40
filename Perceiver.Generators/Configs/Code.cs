using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Perceiver.Generators.Configs;

/// <summary>Text of a source file, with its indentation.</summary>
internal sealed class Code
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "") =>
        _text.Append(text.Length == 0 ? "" : new string(' ', 4 * _depth)).Append(text).Append('\n');

    public void Doc(string sentence) => Line($"/// <summary>{Escape(sentence)}</summary>");

    public void Open()
    {
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A string literal.</summary>
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public override string ToString() => _text.ToString();
}
