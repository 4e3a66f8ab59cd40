using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Perceiver.Config;

/// <summary>
/// YAML text to nodes with places. Reads the parser's events and builds its own tree: bounded in size and depth, without
/// anchors, tags or further documents, and it never throws whatever the text is.
/// </summary>
public static class YamlTree
{
    /// <summary>Mappings and lists may be nested so deep.</summary>
    public const int MaxDepth = 32;

    /// <summary>A text may have so many characters.</summary>
    public const int MaxLength = 1 << 20;

    private const string NoStructure = "what follows here has no structure; a bracket or a colon may be missing.";

    /// <summary>The tree of <paramref name="text"/>, or null where it has none; what is wrong is added to the findings.</summary>
    /// <param name="text">The text.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="origin">The override that the text belongs to; null for a file.</param>
    /// <param name="within">The name of the config that the text is, where another one extends it.</param>
    public static YamlNode? Parse(
        string text,
        ICollection<Finding> findings,
        string? origin = null,
        string? within = null
    )
    {
        text = text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
        var map = new TextMap(text, origin, within);
        if (text.Length > MaxLength)
        {
            Report(Rules.TooLarge, map.Span(0, 0), Number(text.Length), Number(MaxLength));
            return null;
        }

        if (CharacterRules.FirstForbidden(text) is { } bad)
        {
            Report(Rules.BadCharacter, map.Span(bad.Offset, bad.Offset + 1), bad.Name);
            return null;
        }

        var reader = new YamlEventReader(map, findings);
        var before = findings.Count;
        try
        {
            var tree = reader.Document(new Parser(new Scanner(new StringReader(text))));
            if (tree is null && findings.Count == before)
            {
                Report(Rules.NotYaml, reader.Last, NoStructure);
            }

            return tree;
        }
        catch (YamlException error)
        {
            var start = Blamed(text, error);
            Report(Rules.NotYaml, map.Span(start, Math.Max(start, error.End.Index)), Sentence(error.Message));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The parser has bare exceptions for some broken texts. Their messages are about itself, and the last event
            // read is the best place there is.
            Report(Rules.NotYaml, reader.Last, NoStructure);
        }

        return null;

        void Report(Rule rule, Span span, params string[] arguments) =>
            findings.Add(new(rule, arguments.ToEquatableArray(), span));
    }

    // The parser names the start of the mapping where it means a tab somewhere below.
    private static long Blamed(string text, YamlException error)
    {
        var start = error.Start.Index;
        if (error.Message.IndexOf("tab", StringComparison.Ordinal) < 0)
        {
            return start;
        }

        for (var i = (int)Math.Min(start, text.Length); i < text.Length; i++)
        {
            if (text[i] == '\t' && text.Substring(LineStart(text, i), i - LineStart(text, i)).Trim().Length == 0)
            {
                return i;
            }
        }

        return start;
    }

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOfAny(['\n', '\r'], at - 1) + 1;

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Sentence(string message) => message.TrimEnd('.') + ".";
}
