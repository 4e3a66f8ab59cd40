namespace Perceiver.Config;

/// <summary>The schema as JSON Schema (draft 7), for editors: completion, hovering, and mistakes while one types.</summary>
public static class JsonSchemaDocument
{
    /// <summary>The name of its file, in the folder of the configs.</summary>
    public const string FileName = "perceiver.schema.json";

    /// <summary>A config's first line: it tells editors (the YAML language server) which schema there is.</summary>
    public const string FirstLine = "# yaml-language-server: $schema=" + FileName;

    /// <summary>The text of <c>configs/perceiver.schema.json</c>.</summary>
    public static string Text()
    {
        var whole = new JsonSchemaWriter(extending: false);
        var part = new JsonSchemaWriter(extending: true);
        var roots = new[] { whole.Reference(ConfigSchema.Root), part.Reference(ConfigSchema.Root) };
        return JsonPrinter.Print(
            Json.Map(
                ("$schema", Json.Text("http://json-schema.org/draft-07/schema#")),
                ("title", Json.Text("A Perceiver config")),
                ("description", Json.Text("Made from the schema; do not edit. docs/config.md says the same in words.")),
                ("oneOf", Json.List(roots)),
                ("definitions", Json.Map([.. whole.Definitions, .. part.Definitions]))
            )
        );
    }
}

/// <summary>Short words for making nodes.</summary>
internal static class Json
{
    public static YamlNode Text(string value) => new YamlNode.Scalar(value, false, default);

    public static YamlNode Plain(string value) => new YamlNode.Scalar(value, true, default);

    public static YamlNode List(IEnumerable<YamlNode> items) =>
        new YamlNode.Sequence(items.ToEquatableArray(), default);

    public static YamlNode.Mapping Map(params (string Key, YamlNode Value)[] entries) =>
        new(entries.Select(entry => new YamlEntry(entry.Key, default, entry.Value)).ToEquatableArray(), default);
}
