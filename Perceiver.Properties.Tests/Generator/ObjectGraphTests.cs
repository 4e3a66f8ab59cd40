using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>The walk that looks for what the generator must not keep does find it.</summary>
public sealed class ObjectGraphTests
{
    private static readonly SyntaxTree Tree = CSharpSyntaxTree.ParseText("class Here;");
    private static readonly CSharpCompilation Program = CSharpCompilation.Create("program", [Tree]);

    public static TheoryData<string, object> OfCompiler =>
        new()
        {
            { "symbol", Program.GetTypeByMetadataName("Here")! },
            { "syntax", Tree.GetRoot() },
            { "tree", Tree },
            { "location", Tree.GetRoot().GetLocation() },
            { "compilation", Program },
            { "model", Program.GetSemanticModel(Tree) },
            { "text", Tree.GetText() },
            { "file", GeneratorHarness.Yaml("a", "") },
        };

    [Theory]
    [MemberData(nameof(OfCompiler), DisableDiscoveryEnumeration = true)]
    public void It_finds_each_kind_of_thing_however_deep(string kind, object thing)
    {
        object[] hidden =
        [
            thing,
            new Holder(thing),
            new List<object> { new Holder(new Holder(thing)) },
            new Dictionary<string, object> { [kind] = thing },
            (1, new[] { thing }.ToEquatableArray()),
            (Func<string?>)thing.ToString,
            (Func<bool>)(() => thing is null),
        ];

        Assert.All(
            hidden,
            value => Assert.Throws<Xunit.Sdk.FalseException>(() => ObjectGraph.AssertFreeOfCompiler([(kind, value)]))
        );
    }

    [Fact]
    public void It_passes_what_is_none_of_it() =>
        Assert.Equal(4, ObjectGraph.AssertFreeOfCompiler([("own", new Holder(new List<Holder> { new("text") }))]));

    private sealed record Holder(object Value);
}
