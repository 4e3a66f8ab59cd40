using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Properties.Tests.Packages;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>The README's C# compiles as it is printed, against the config that the README declares.</summary>
public sealed class ReadmeTests
{
    // What a console project that was just made has by itself.
    private const string Implicit =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    [Fact]
    public void Every_example_compiles()
    {
        Assert.NotEmpty(ReadmeBlocks.Of("csharp"));
        Assert.All(ReadmeBlocks.Of("csharp"), example => Assert.Empty(Compile(example)));
    }

    [Fact]
    public void One_with_a_mistake_does_not() =>
        Assert.NotEmpty(
            Compile(ReadmeBlocks.TinyProgram.Replace("ImageBatch", "TokenBatch", StringComparison.Ordinal))
        );

    private static Diagnostic[] Compile(string example)
    {
        var compilation = Compilation(WithModel, example)
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(Implicit))
            .WithOptions(
                new CSharpCompilationOptions(
                    OutputKind.ConsoleApplication,
                    nullableContextOptions: NullableContextOptions.Enable
                )
            );
        var driver = Driver(Yaml("tiny", ReadmeBlocks.TinyYaml));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems);
        Assert.Empty(problems);
        return Problems(output);
    }
}
