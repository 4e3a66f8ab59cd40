using Perceiver.Config;

namespace Perceiver.Properties.Tests.Config;

/// <summary>A setting found in a text: its path in the schema, its shape and its place.</summary>
internal sealed record FoundSetting(string Path, FieldInfo Field, YamlEntry Entry);

/// <summary>Walks the schema, alone or along a canonical text.</summary>
internal static class SchemaWalk
{
    /// <summary>Paths of all settings; <c>model.positions(fourier).bands</c> where a kind decides.</summary>
    public static IEnumerable<string> Paths() => Shapes().Select(one => one.Path);

    /// <summary>The same with what each may be.</summary>
    public static IEnumerable<(string Path, SettingShape Shape)> Shapes() => Shapes("", ConfigSchema.Root.Fields);

    /// <summary>The settings of a canonical text.</summary>
    public static IEnumerable<FoundSetting> Settings(string canonical) =>
        Fields("", ConfigSchema.Root.Fields, (YamlNode.Mapping)YamlTree.Parse(canonical, [])!);

    private static IEnumerable<(string, SettingShape)> Shapes(string prefix, IEnumerable<FieldInfo> fields) =>
        fields.SelectMany(field => Below(prefix + field.Key, field.Shape).Prepend((prefix + field.Key, field.Shape)));

    private static IEnumerable<(string, SettingShape)> Below(string path, SettingShape shape) =>
        shape switch
        {
            SettingShape.Group group => Shapes(path + ".", group.Fields),
            SettingShape.Choice choice => choice.Cases.SelectMany(one => Shapes($"{path}({one.Word}).", one.Fields)),
            SettingShape.List list => Below(path, list.Element),
            SettingShape.Optional optional => Below(path, optional.Inner),
            _ => [],
        };

    private static IEnumerable<FoundSetting> Fields(
        string prefix,
        IEnumerable<FieldInfo> fields,
        YamlNode.Mapping mapping
    ) =>
        fields.SelectMany(field =>
        {
            var entry = mapping.Find(field.Key)!;
            var path = prefix + field.Key;
            return Inside(path, field.Shape, entry.Value).Prepend(new(path, field, entry));
        });

    private static IEnumerable<FoundSetting> Inside(string path, SettingShape shape, YamlNode node)
    {
        switch (shape)
        {
            case SettingShape.Group group:
                return Fields(path + ".", group.Fields, (YamlNode.Mapping)node);
            case SettingShape.Choice choice:
                var mapping = (YamlNode.Mapping)node;
                var word = ((YamlNode.Scalar)mapping.Find("kind")!.Value).Text;
                return Fields($"{path}({word}).", choice.Cases.Single(one => one.Word == word).Fields, mapping);
            case SettingShape.List list:
                return ((YamlNode.Sequence)node).Items.SelectMany(item => Inside(path, list.Element, item));
            case SettingShape.Optional optional when node is not YamlNode.Scalar { IsNull: true }:
                return Inside(path, optional.Inner, node);
            default:
                return [];
        }
    }
}
