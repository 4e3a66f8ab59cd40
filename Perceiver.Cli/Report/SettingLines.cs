using System.Globalization;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>A canonical config as one line per setting, so that two configs can be compared.</summary>
internal static class SettingLines
{
    public static IEnumerable<ReportSetting> Of(string config) =>
        YamlTree.Parse(config, []) is { } root ? Of("", root) : [];

    private static IEnumerable<ReportSetting> Of(string path, YamlNode node) =>
        node switch
        {
            YamlNode.Scalar scalar => [new ReportSetting(path, scalar.IsNull ? "none" : scalar.Text)],
            YamlNode.Mapping mapping => mapping.Entries.SelectMany(entry =>
                Of(path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", entry.Value)
            ),
            YamlNode.Sequence { Items: var items } when items.All(item => item is YamlNode.Scalar) =>
            [
                new ReportSetting(
                    path,
                    $"[{string.Join(", ", items.Cast<YamlNode.Scalar>().Select(item => item.Text))}]"
                ),
            ],
            YamlNode.Sequence list => list.Items.SelectMany(
                (item, index) => Of(path + string.Create(CultureInfo.InvariantCulture, $"[{index}]"), item)
            ),
            _ => [],
        };
}
