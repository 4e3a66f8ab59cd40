using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using Xunit.Abstractions;

namespace Perceiver.Properties.Tests.Config;

/// <summary>The properties on configs see the whole vocabulary: each kind, each word, and each way that a setting can be.</summary>
public sealed class VocabularyTests(ITestOutputHelper output)
{
    // Most are said by a tenth of it.
    private const int MostConfigs = 20_000;

    // Each of several inputs has a preprocessor and queries of its own; a canonical text has every stride in numbers.
    private static readonly string[] Impossible =
    [
        "model.input(modalities).parts.preprocessor none",
        "model.input(modalities).parts.preprocessor(patches).stride null",
        "model.preprocessor(patches).stride null",
        "model.decoder(modalities).parts.queries inputs",
    ];

    [Fact]
    public void Generated_configs_reach_every_kind_and_every_word()
    {
        string[] all =
        [
            .. SchemaWalk.Shapes().SelectMany(one => Ways(one.Path, one.Shape)).Distinct().Except(Impossible),
        ];
        var (said, configs, seeds) = (new HashSet<string>(StringComparer.Ordinal), 0, 0UL);
        while (configs < MostConfigs && !said.IsSupersetOf(all))
        {
            foreach (var config in AnyConfigArbitrary.Config.Sample(500, new Rnd(2107 + seeds++), 50))
            {
                configs++;
                foreach (var setting in SchemaWalk.Settings(ConfigWriter.Write(config)))
                {
                    said.UnionWith(Says(setting.Path, setting.Field.Shape, setting.Entry.Value));
                }
            }
        }

        output.WriteLine($"{all.Length} kinds, words and ways, all of them said by {configs} configs");
        Assert.True(all.Length > 400, $"only {all.Length}");
        string[] left = [.. all.Except(said)];
        Assert.True(left.Length == 0, string.Join('\n', left));
        Assert.Empty(Impossible.Intersect(said));
    }

    // What a setting can be, as far as that can be listed.
    private static IEnumerable<string> Ways(string path, SettingShape shape) =>
        shape switch
        {
            SettingShape.Boolean => [path + " false", path + " true"],
            SettingShape.Word word => word.Words.Select(one => $"{path} {one}"),
            SettingShape.Choice choice => choice.Cases.Select(one => $"{path} {one.Word}"),
            SettingShape.Optional optional => Ways(path, optional.Inner).Append(path + " null").Append(path + " given"),
            SettingShape.List list => list.MinCount == 0
                ? [.. Ways(path, list.Element), path + " none", path + " some"]
                : Ways(path, list.Element),
            _ => [],
        };

    private static IEnumerable<string> Says(string path, SettingShape shape, YamlNode node) =>
        (shape, node) switch
        {
            (SettingShape.Optional, YamlNode.Scalar { IsNull: true }) => [path + " null"],
            (SettingShape.Optional optional, _) => Says(path, optional.Inner, node).Append(path + " given"),
            (SettingShape.List list, YamlNode.Sequence items) => items
                .Items.SelectMany(item => Says(path, list.Element, item))
                .Append(path + (items.Items.Count == 0 ? " none" : " some")),
            (SettingShape.Choice, YamlNode.Mapping map) =>
            [
                $"{path} {((YamlNode.Scalar)map.Find("kind")!.Value).Text}",
            ],
            (SettingShape.Boolean or SettingShape.Word, YamlNode.Scalar scalar) => [$"{path} {scalar.Text}"],
            _ => [],
        };
}
