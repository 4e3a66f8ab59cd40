using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Perceiver.Config;

/// <summary>Builds nodes from the parser's events; a finding for everything that a config may not have.</summary>
internal sealed class YamlEventReader(TextMap map, ICollection<Finding> findings)
{
    /// <summary>The place of the event read last.</summary>
    public Span Last { get; private set; } = map.Span(0, 0);

    public YamlNode? Document(IParser parser)
    {
        YamlNode? root = null;
        var documents = 0;
        while (parser.MoveNext())
        {
            switch (Current(parser))
            {
                case DocumentStart when ++documents > 1:
                    Report(Rules.SecondDocument, Last);
                    return null;
                case NodeEvent or AnchorAlias:
                    root = Node(parser, 1);
                    if (root is null)
                    {
                        return null;
                    }

                    break;
            }
        }

        if (root is null or YamlNode.Scalar { IsNull: true })
        {
            Report(Rules.Empty, map.Span(0, 0));
            return null;
        }

        return root;
    }

    // Null means: stop reading altogether.
    private YamlNode? Node(IParser parser, int depth)
    {
        var current = Current(parser);
        var span = Last;
        if (depth > YamlTree.MaxDepth && current is (SequenceStart or MappingStart))
        {
            Report(Rules.TooDeep, span, YamlTree.MaxDepth.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        if (current is AnchorAlias alias)
        {
            return Refuse(Rules.Anchor, "*" + alias.Value, span);
        }

        var refused = current is NodeEvent node ? Refused(node, span) : null;
        var value = current switch
        {
            Scalar scalar => new YamlNode.Scalar(scalar.Value, scalar.Style is ScalarStyle.Plain, span),
            SequenceStart => Sequence(parser, span, depth),
            MappingStart => Mapping(parser, span, depth),
            _ => null,
        };
        return value is null ? null : refused ?? value;
    }

    private YamlNode? Sequence(IParser parser, Span span, int depth)
    {
        var items = new List<YamlNode>();
        while (parser.MoveNext() && Current(parser) is not SequenceEnd)
        {
            if (Node(parser, depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new YamlNode.Sequence(items.ToEquatableArray(), span);
    }

    private YamlNode? Mapping(IParser parser, Span span, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, Span>(StringComparer.Ordinal);
        while (parser.MoveNext() && Current(parser) is not MappingEnd)
        {
            var key = Node(parser, depth + 1);
            if (key is null || !parser.MoveNext() || Node(parser, depth + 1) is not { } value)
            {
                return null;
            }

            if (key is not YamlNode.Scalar { Text: var name })
            {
                if (key is not YamlNode.Broken)
                {
                    Report(Rules.ComplexKey, key.Span);
                }
            }
            else if (seen.TryGetValue(name, out var first))
            {
                Report(Rules.DuplicateKey, key.Span, name, first.Line.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                seen.Add(name, key.Span);
                entries.Add(new(name, key.Span, value));
            }
        }

        return new YamlNode.Mapping(entries.ToEquatableArray(), span);
    }

    private YamlNode? Refused(NodeEvent node, Span span) =>
        !node.Anchor.IsEmpty ? Refuse(Rules.Anchor, "&" + node.Anchor.Value, span)
        : !node.Tag.IsEmpty ? Refuse(Rules.Tag, node.Tag.ToString(), span)
        : null;

    private YamlNode.Broken Refuse(Rule rule, string what, Span span)
    {
        Report(rule, span, what);
        return new(span);
    }

    private ParsingEvent Current(IParser parser)
    {
        var current = parser.Current!;
        var end = current is Scalar or AnchorAlias ? current.End.Index : current.Start.Index;
        Last = map.Span(current.Start.Index, end);
        return current;
    }

    private void Report(Rule rule, Span span, params string[] arguments) =>
        findings.Add(new(rule, arguments.ToEquatableArray(), span));
}
