using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Perceiver.Config;
using Perceiver.Generators.Configs;
using Perceiver.Properties.Tests.Conventions;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>What is emitted depends on the files' texts and names, and on nothing else.</summary>
public sealed class DeterminismTests
{
    private static readonly AdditionalText[] Files =
    [
        .. Directory
            .GetFiles(Path.Combine(Repository.Root, "configs"), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(file => Yaml(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
        Yaml("broken", "model: { latents: { count: 1.5 } }\n"),
        Yaml("tiny", TinyConfig.Text),
        Yaml("unfounded", "extends: tinny\n"),
    ];

    private static readonly string[] Banned =
    [
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.FileStream",
        "System.IO.StreamReader",
        "System.Console",
        "System.Environment",
        "System.Random",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Threading.Thread",
    ];

    [Fact]
    public void Two_runs_emit_the_same() => Assert.Equal(Emit(Files), Emit(Files));

    [Fact]
    public void The_order_of_the_files_changes_nothing() => Assert.Equal(Emit(Files), Emit([.. Files.Reverse()]));

    [Fact]
    public void The_folder_of_the_files_changes_no_source()
    {
        var (here, _) = Run(WithModel, Yaml("tiny", TinyConfig.Text));
        var (there, _) = Run(WithModel, Yaml("elsewhere/deeper/tiny", TinyConfig.Text));

        Assert.Equal(Sources(here), Sources(there));
    }

    [Fact]
    public void The_machines_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = ".";
        strange.NumberFormat.NegativeSign = "~";
        var expected = Emit(Files);
        try
        {
            CultureInfo.CurrentCulture = strange;
            // That culture does change what is not held to the invariant one.
            Assert.Equal("~1,5", (-1.5).ToString("N1", null));
            Assert.Equal(expected, Emit(Files));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(typeof(ConfigGenerator))]
    [InlineData(typeof(ConfigCompiler))]
    public void No_file_console_clock_or_environment_is_even_referred_to(Type type) =>
        Assert.Empty(Outside(type.Assembly.Location));

    [Fact]
    public void Where_they_are_referred_to_that_is_seen() =>
        Assert.NotEmpty(Outside(typeof(DeterminismTests).Assembly.Location));

    [Fact]
    public void It_loads_in_the_compilers_of_three_SDKs()
    {
        var references = typeof(ConfigGenerator).Assembly.GetReferencedAssemblies().ToDictionary(one => one.Name!);

        Assert.Equal(new Version(4, 8, 0, 0), references["Microsoft.CodeAnalysis"].Version);
        Assert.Equal(new Version(2, 0, 0, 0), references["netstandard"].Version);
        Assert.Equal(new Version(7, 0, 0, 0), references["System.Collections.Immutable"].Version);
    }

    private static IEnumerable<string> Emit(AdditionalText[] files)
    {
        var (result, _) = Run(WithModel, files);
        var problems = result.Diagnostics.Select(one => one.ToString()).Order(StringComparer.Ordinal);
        return [.. Sources(result), .. problems];
    }

    private static IEnumerable<string> Sources(GeneratorRunResult result) =>
        result
            .GeneratedSources.OrderBy(one => one.HintName, StringComparer.Ordinal)
            .Select(one => one.HintName + "\n" + one.SourceText);

    // What the compiler itself writes into an iterator is let through: the number of its thread.
    private static string[] Outside(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var reader = image.GetMetadataReader();
        return
        [
            .. reader
                .MemberReferences.Select(reader.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member =>
                    (
                        Type: reader.GetTypeReference((TypeReferenceHandle)member.Parent),
                        Name: reader.GetString(member.Name)
                    )
                )
                .Select(member =>
                    $"{reader.GetString(member.Type.Namespace)}.{reader.GetString(member.Type.Name)}.{member.Name}"
                )
                .Where(name => name != "System.Environment.get_CurrentManagedThreadId")
                .Where(name => Banned.Any(type => name.StartsWith(type + ".", StringComparison.Ordinal))),
        ];
    }
}
