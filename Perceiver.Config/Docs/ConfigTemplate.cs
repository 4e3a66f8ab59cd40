using System.Text;

namespace Perceiver.Config;

/// <summary>
/// A config as a starting point for another: what it sets stands there, what it leaves at its default stands there as a
/// comment, and each line says what the setting means.
/// </summary>
public static class ConfigTemplate
{
    /// <summary>A text that compiles to an equal config.</summary>
    /// <param name="config">The config to start from.</param>
    /// <param name="heading">What stands on top, a comment for each line.</param>
    public static string Write(PerceiverConfig config, IEnumerable<string> heading)
    {
        var text = new StringBuilder().Append(JsonSchemaDocument.FirstLine).Append('\n');
        foreach (var line in heading)
        {
            text.Append("# ").Append(line).Append('\n');
        }

        return text.Append(new Writer(config).Write()).ToString();
    }

    private sealed class Writer(PerceiverConfig config)
    {
        private const int CommentColumn = 48;

        private readonly StringBuilder _text = new();
        private YamlNode.Mapping _left = (YamlNode.Mapping)ConfigSchema.Type.Encode(config);

        public string Write()
        {
            Fields(ConfigSchema.Root.Fields, _left, []);
            return _text.ToString();
        }

        private void Fields(IEnumerable<FieldInfo> fields, YamlNode.Mapping mapping, EquatableArray<string> path)
        {
            foreach (var field in fields)
            {
                if (mapping.Find(field.Key) is { } entry)
                {
                    Field(field, entry.Value, [.. path, field.Key]);
                }
            }
        }

        private void Field(FieldInfo field, YamlNode value, EquatableArray<string> path)
        {
            var shape = field.Shape is SettingShape.Optional optional ? optional.Inner : field.Shape;
            if (path.Count == 1)
            {
                _text.Append('\n');
            }

            if (shape is SettingShape.Group group && value is YamlNode.Mapping members)
            {
                Line(path, "", field.Key + ":", field.Doc);
                Fields(group.Fields, members, path);
                return;
            }

            var doc = Doc(field);
            if (IsDefault(path))
            {
                Line(path, "# ", $"{field.Key}: {YamlPrinter.Flow(value)}", doc);
                return;
            }

            switch (shape)
            {
                case SettingShape.Choice choice when value is YamlNode.Mapping settings:
                    var kind = ((YamlNode.Scalar)settings.Find(Words.KindKey)!.Value).Text;
                    var chosen = choice.Cases.First(one => one.Word == kind);
                    Line(path, "", field.Key + ":", doc);
                    Line([.. path, Words.KindKey], "", $"{Words.KindKey}: {kind}", chosen.Doc);
                    Fields(chosen.Fields, settings, path);
                    break;
                case SettingShape.List when value is YamlNode.Sequence list && list.Items.Any(IsMapping):
                    Line(path, "", field.Key + ":", doc);
                    foreach (var item in list.Items)
                    {
                        _text.Append(Indent(path)).Append("  - ").Append(YamlPrinter.Flow(item)).Append('\n');
                    }

                    break;
                default:
                    Line(path, "", $"{field.Key}: {YamlPrinter.Flow(value)}", doc);
                    break;
            }
        }

        // A default is what leaving the setting out does not change, whether it stands in the schema or follows others.
        private bool IsDefault(EquatableArray<string> path)
        {
            var without = (YamlNode.Mapping)Without(_left, path, 0);
            var findings = new List<Finding>();
            var other = ConfigSchema.Type.Decode(without, new DecodeScope(findings, "config", default, 1));
            if (findings.Count > 0 || other != config)
            {
                return false;
            }

            _left = without;
            return true;
        }

        private static YamlNode Without(YamlNode node, EquatableArray<string> path, int at) =>
            node is not YamlNode.Mapping mapping ? node
            : at == path.Count - 1
                ? mapping with
                {
                    Entries = mapping.Entries.Where(e => e.Key != path[at]).ToEquatableArray(),
                }
            : mapping with
            {
                Entries = mapping
                    .Entries.Select(e => e.Key == path[at] ? e with { Value = Without(e.Value, path, at + 1) } : e)
                    .ToEquatableArray(),
            };

        private void Line(EquatableArray<string> path, string mark, string setting, string doc)
        {
            var line = Indent(path) + mark + setting;
            _text.Append(line.PadRight(CommentColumn)).Append(" # ").Append(doc).Append('\n');
        }

        private static string Doc(FieldInfo field) =>
            field.Shape switch
            {
                SettingShape.Word or SettingShape.Integer or SettingShape.Number =>
                    $"{field.Doc} ({field.Shape.Describe()})",
                SettingShape.Choice choice =>
                    $"{field.Doc} ({string.Join(", ", choice.Cases.Select(one => one.Word))})",
                _ => field.Doc,
            };

        private static bool IsMapping(YamlNode node) => node is YamlNode.Mapping;

        private static string Indent(EquatableArray<string> path) => new(' ', 2 * (path.Count - 1));
    }
}
