using System.Text;

namespace Perceiver.Config;

/// <summary>The reference of every setting, as Markdown, from the schema itself.</summary>
public static class ConfigReference
{
    /// <summary>The text of <c>docs/config.md</c>.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append("# Config reference\n\n");
        text.Append(
            "Made from the schema; do not edit. A config is a YAML file with these settings. A setting without a\n"
        );
        text.Append(
            "default must be given. Where a group has a `kind`, a lone word stands for that kind with its defaults:\n"
        );
        text.Append(
            "`schedule: cosine` is `schedule: { kind: cosine }`. Every setting can also be given on the command line:\n"
        );
        text.Append("`--set training.batch_size=64`, `--set training.schedule=cosine`.\n");
        Extends(text);
        Group(text, "", ConfigSchema.Root.Fields);
        return text.ToString();
    }

    private static void Extends(StringBuilder text)
    {
        text.Append("\n## `extends`\n\n");
        text.Append(
            "`extends: NAME`, at the root of a config, takes everything from another one: a file of the same folder or a\n"
        );
        text.Append(
            "shipped config, named without `.yaml`. What the config says itself goes over it, setting by setting; a list is\n"
        );
        text.Append("replaced whole, and so is a group that gets another `kind` or a lone word. Up to ");
        text.Append($"{Extension.MaxBases} configs may stand on one\n");
        text.Append("another, each of them in order by itself. `--set` comes last.\n");
    }

    private static void Group(StringBuilder text, string path, IReadOnlyList<FieldInfo> fields)
    {
        if (path.Length > 0 && fields.Count > 0)
        {
            text.Append("\n| setting | is | default | meaning |\n| --- | --- | --- | --- |\n");
            foreach (var field in fields)
            {
                text.Append($"| `{field.Key}` | {Is(field.Shape)} | {Default(field)} | {field.Doc} |\n");
            }
        }

        foreach (var field in fields)
        {
            Section(text, path.Length == 0 ? field.Key : $"{path}.{field.Key}", field.Shape);
        }
    }

    private static void Section(StringBuilder text, string path, SettingShape shape)
    {
        switch (shape)
        {
            case SettingShape.Group group:
                text.Append($"\n## `{path}`\n\n{group.Doc}\n");
                Group(text, path, group.Fields);
                break;
            case SettingShape.Choice { Name: "init" }:
                // The same everywhere, so described once, at the latents.
                if (path == "model.latents.init")
                {
                    Choice(text, path, (SettingShape.Choice)shape);
                }

                break;
            case SettingShape.Choice choice:
                Choice(text, path, choice);
                break;
            case SettingShape.List list:
                Section(text, path + "[]", list.Element);
                break;
            case SettingShape.Optional optional:
                Section(text, path, optional.Inner);
                break;
        }
    }

    private static void Choice(StringBuilder text, string path, SettingShape.Choice choice)
    {
        text.Append($"\n## `{path}`\n\n{choice.Doc}\n");
        foreach (var one in choice.Cases)
        {
            text.Append($"\n### `{path}`, `kind: {one.Word}`\n\n{one.Doc}\n");
            Group(text, path, one.Fields);
        }
    }

    private static string Is(SettingShape shape) =>
        shape switch
        {
            SettingShape.Group => "settings, below",
            SettingShape.Choice { Name: "init" } => "an [initial distribution](#modellatentsinit)",
            SettingShape.Choice choice => "a kind, below: "
                + string.Join(", ", choice.Cases.Select(one => $"`{one.Word}`")),
            SettingShape.List { Element: SettingShape.Choice element } => "a list, below: " + Is(element),
            SettingShape.List { Element: SettingShape.Group } => "a list of settings, below",
            SettingShape.Optional optional => Is(optional.Inner) + ", or null",
            SettingShape.Word word => string.Join(", ", word.Words.Select(one => $"`{one}`")),
            _ => shape.Describe(),
        };

    private static string Default(FieldInfo field) =>
        field switch
        {
            { Default: null } => "",
            { DefaultInWords: true } => field.Default,
            _ => $"`{field.Default}`",
        };
}
