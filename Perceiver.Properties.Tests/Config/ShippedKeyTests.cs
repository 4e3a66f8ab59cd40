using System.Text.RegularExpressions;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Every key of every shipped config: none can be taken out, misspelt or given another type unnoticed.</summary>
public sealed class ShippedKeyTests
{
    public static TheoryData<string> Names => [.. ShippedConfigs.Names.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_misspelt_key_is_a_finding(string name) =>
        Each(
            name,
            (tree, path) =>
            {
                var compiled = Compile(name, TreeText.Edit(tree, path, entry => entry with { Key = entry.Key + "x" }));
                Assert.Contains(compiled.Findings, one => one.Rule == Rules.UnknownKey || one.Rule == Rules.MissingKey);
                Assert.Null(compiled.Config);
            }
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_of_another_type_is_a_finding(string name) =>
        Each(
            name,
            (tree, path) =>
            {
                var other = TreeText.Value("{ no: [such, value] }");
                Assert.Null(Compile(name, TreeText.Edit(tree, path, entry => entry with { Value = other })).Config);
            }
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_that_is_taken_out_is_a_finding_or_means_its_default(string name)
    {
        var taken = 0;
        var below = ConfigCompiler.BaseOf(ShippedConfigs.Text(name)) is { } other
            ? ShippedConfigs.Compile(other).Canonical
            : null;
        Each(
            name,
            (tree, path) =>
            {
                var compiled = Compile(name, TreeText.Edit(tree, path, _ => null));
                if (compiled.Canonical is null)
                {
                    Assert.NotEmpty(compiled.Findings);
                    return;
                }

                taken++;
                var (value, field) = Setting(compiled.Canonical, path);
                Assert.True(
                    field.DefaultInWords
                        || value == field.Default
                        || (below is not null && value == Setting(below, path).Value),
                    $"without {string.Join('.', path)} it is {value}"
                );
            }
        );
        Assert.True(taken > (below is null ? 3 : 1), "hardly a key can be left out");
    }

    // A setting of a canonical text as it is written on one line.
    private static (string Value, FieldInfo Field) Setting(string canonical, string[] path)
    {
        var wanted = string.Join('.', path.Where(key => !char.IsAsciiDigit(key[0])));
        var own = path.Aggregate(YamlTree.Parse(canonical, [])!, Below);
        var found = SchemaWalk
            .Settings(canonical)
            .Single(one => one.Entry.Value.Span == own.Span && Regex.Replace(one.Path, @"\(\w+\)", "") == wanted);
        return (TreeText.Flow(own), found.Field);
    }

    private static YamlNode Below(YamlNode node, string key) =>
        node is YamlNode.Sequence list
            ? list.Items[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)]
            : ((YamlNode.Mapping)node).Find(key)!.Value;

    private static void Each(string name, Action<YamlNode, string[]> check)
    {
        var tree = Tree(name);
        Assert.NotNull(Compile(name, tree).Config);
        var paths = TreeText.Paths(tree).ToArray();
        var least = ConfigCompiler.BaseOf(ShippedConfigs.Text(name)) is null ? 10 : 2;
        Assert.True(paths.Length > least, "there is hardly a key to look at");
        Assert.All(paths, path => check(tree, path));
    }

    private static YamlNode Tree(string name) => TreeText.Value(ShippedConfigs.Text(name));

    private static Compiled Compile(string name, YamlNode tree) =>
        ConfigCompiler.Compile(new(name, name + ".yaml", TreeText.Write(tree)), ShippedConfigs.Bases);
}
