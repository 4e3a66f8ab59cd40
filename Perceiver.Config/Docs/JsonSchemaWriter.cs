namespace Perceiver.Config;

/// <summary>
/// Shapes to JSON Schema. Groups and unions become definitions, once each. It keeps to what draft 4 already had (besides
/// numbers for exclusive bounds), so that every editor and library understands it.
/// </summary>
/// <param name="extending">
/// Whether it is for configs that extend another: then nothing is required, as it may stand there.
/// </param>
internal sealed class JsonSchemaWriter(bool extending)
{
    private readonly Dictionary<SettingShape, string> _names = [];
    private readonly List<(string Key, YamlNode Value)> _definitions = [];

    public IEnumerable<(string Key, YamlNode Value)> Definitions => _definitions;

    /// <summary>A reference to the definition of a group or union, which is made when it is first asked for.</summary>
    public YamlNode Reference(SettingShape shape)
    {
        if (!_names.TryGetValue(shape, out var name))
        {
            name = FreeName(shape);
            _names.Add(shape, name);
            var at = _definitions.Count;
            _definitions.Add((name, Json.Map()));
            _definitions[at] = (
                name,
                shape is SettingShape.Choice choice ? Choice(choice) : Group((SettingShape.Group)shape)
            );
        }

        return Json.Map(("$ref", Json.Text("#/definitions/" + name)));
    }

    private string FreeName(SettingShape shape)
    {
        var name = shape is SettingShape.Choice choice ? choice.Name : ((SettingShape.Group)shape).Name;
        name = (extending ? "extending_" : "") + (shape == ConfigSchema.Root ? "config" : name.Replace(' ', '_'));
        var free = name;
        for (var i = 2; _definitions.Any(definition => definition.Key == free); i++)
        {
            free = name + "_" + NumberText.Format(i);
        }

        return free;
    }

    private YamlNode Group(SettingShape.Group group)
    {
        var isRoot = group == ConfigSchema.Root;
        var required = Required(group.Fields);
        var properties = group.Fields.Select(Property);
        if (isRoot && extending)
        {
            const string doc = "The config that this one is laid over: one of this folder, or a shipped one.";
            var type = Json.Map(("description", Json.Text(doc)), ("type", Json.Text("string")));
            properties = properties.Prepend((Extension.Key, type));
            required = [Extension.Key];
        }

        return Object(group.Doc, properties, required, orNull: required.Length == 0);
    }

    private YamlNode Choice(SettingShape.Choice choice)
    {
        // A lone word is a kind with its defaults.
        string[] words =
        [
            .. choice.Cases.Where(one => one.Fields.All(field => field.Default is not null)).Select(one => one.Word),
        ];
        var cases = choice
            .Cases.Select(one =>
                Object(
                    one.Doc,
                    one.Fields.Select(Property).Prepend((Words.KindKey, Enum([one.Word]))),
                    extending ? [] : [Words.KindKey, .. Required(one.Fields)],
                    orNull: false
                )
            )
            .ToList();
        if (words.Length > 0)
        {
            cases.Insert(0, Enum(words));
        }

        return Json.Map(
            ("description", Json.Text(choice.Doc)),
            // Without a kind, which an extended config may say, the settings may fit several.
            (extending ? "anyOf" : "oneOf", Json.List(cases))
        );
    }

    private string[] Required(EquatableArray<FieldInfo> fields) =>
        extending ? [] : [.. fields.Where(field => field.Default is null).Select(field => field.Key)];

    private (string, YamlNode) Property(FieldInfo field)
    {
        var entries = new List<(string, YamlNode)> { ("description", Json.Text(Description(field))) };
        if (field is { Default: { } value, DefaultInWords: false } && YamlTree.Parse(value, []) is { } node)
        {
            entries.Add(("default", node));
        }

        entries.AddRange(Type(field.Shape));
        return (field.Key, Json.Map([.. entries]));
    }

    private static string Description(FieldInfo field)
    {
        var what = field.Shape is SettingShape.Group or SettingShape.Choice or SettingShape.List
            ? ""
            : " It is " + field.Shape.Describe() + ".";
        return field.Doc + what + (field.DefaultInWords ? $" Without it: {field.Default}." : "");
    }

    private IEnumerable<(string, YamlNode)> Type(SettingShape shape) =>
        shape switch
        {
            // An editor takes 50_000 for a text.
            SettingShape.Integer i =>
            [
                ("type", Json.List([Json.Text("integer"), Json.Text("string")])),
                ("pattern", Json.Text("^[-+]?[0-9]+(_[0-9]+)+$")),
                ("minimum", Json.Plain(NumberText.Format(i.Min))),
                ("maximum", Json.Plain(NumberText.Format(i.Max))),
            ],
            SettingShape.Number n =>
            [
                ("type", Json.List([Json.Text("number"), Json.Text("string")])),
                ("pattern", Json.Text("^(?=.*[0-9]_[0-9])[-+]?[0-9_]*[.]?[0-9_]*([eE][-+]?[0-9_]+)?$")),
                (n.MinExcluded ? "exclusiveMinimum" : "minimum", Json.Plain(NumberText.Format(n.Min))),
                (n.MaxExcluded ? "exclusiveMaximum" : "maximum", Json.Plain(NumberText.Format(n.Max))),
            ],
            SettingShape.Boolean => [("type", Json.Text("boolean"))],
            // A text may be written without quotes, and then an editor takes 12 for a number.
            SettingShape.Text t =>
            [
                ("type", Json.List(new[] { "string", "number", "boolean" }.Select(Json.Text))),
                ("minLength", Json.Plain("1")),
                ("maxLength", Json.Plain(NumberText.Format(t.MaxLength))),
            ],
            SettingShape.Word w => [("enum", Json.List(w.Words.Select(Json.Text)))],
            SettingShape.List l =>
            [
                ("type", Json.Text("array")),
                ("items", Json.Map([.. Type(l.Element)])),
                ("minItems", Json.Plain(NumberText.Format(l.MinCount))),
                ("maxItems", Json.Plain(NumberText.Format(l.MaxCount))),
            ],
            SettingShape.Optional o =>
            [
                ("anyOf", Json.List([Json.Map([.. Type(o.Inner)]), Json.Map(("type", Json.Text("null")))])),
            ],
            _ => [("allOf", Json.List([Reference(shape)]))],
        };

    private static YamlNode Enum(IEnumerable<string> words) => Json.Map(("enum", Json.List(words.Select(Json.Text))));

    private static YamlNode Object(
        string doc,
        IEnumerable<(string, YamlNode)> properties,
        string[] required,
        bool orNull
    )
    {
        var entries = new List<(string, YamlNode)>
        {
            ("description", Json.Text(doc)),
            ("type", orNull ? Json.List([Json.Text("object"), Json.Text("null")]) : Json.Text("object")),
            ("properties", Json.Map([.. properties])),
        };
        if (required.Length > 0)
        {
            entries.Add(("required", Json.List(required.Select(Json.Text))));
        }

        entries.Add(("additionalProperties", Json.Plain("false")));
        return Json.Map([.. entries]);
    }
}
