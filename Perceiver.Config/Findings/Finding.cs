using System.Globalization;

namespace Perceiver.Config;

/// <summary>A rule that a text breaks, and where.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Arguments">What goes into the rule's message.</param>
/// <param name="Span">The narrowest place that is to blame.</param>
/// <param name="Inherited">Where it stands in an extended config, if it does; the span is then where that is named.</param>
public sealed record Finding(Rule Rule, EquatableArray<string> Arguments, Span Span, string? Inherited = null)
{
    /// <summary>The message for people: what is wrong, the range, and what to write instead.</summary>
    public string Message =>
        string.Format(CultureInfo.InvariantCulture, Rule.Format, [.. Arguments])
        + (Inherited is null ? "" : $" It stands in {Inherited}, which this config extends.");

    /// <summary>Whether the config is still usable.</summary>
    public Severity Severity => Rule.Severity;

    /// <summary>
    /// The line that compilers print, <c>file(line,column): error PCV105: message</c>; a finding in an override names
    /// the override instead of a place in the file.
    /// </summary>
    public string Format(string file)
    {
        var word = Severity == Severity.Error ? "error" : "warning";
        var place =
            Span.Origin ?? string.Format(CultureInfo.InvariantCulture, "{0}({1},{2})", file, Span.Line, Span.Column);
        return $"{place}: {word} {Rule.Id}: {Message}";
    }
}
