using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Perceiver.Config;
using Perceiver.Generators.Configs;
using Perceiver.Model;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>Runs the config generator as the compiler does, over texts in memory.</summary>
internal static class GeneratorHarness
{
    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "Microsoft.CSharp.dll"
            )
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly MetadataReference ConfigReference = Reference(typeof(PerceiverConfig));

    /// <summary>References of a project that uses only the records.</summary>
    public static ImmutableArray<MetadataReference> WithConfig => Platform.Add(ConfigReference);

    /// <summary>References of a project that uses the model too.</summary>
    public static ImmutableArray<MetadataReference> WithModel =>
        WithConfig.Add(Reference(typeof(PerceiverModel))).Add(Reference(typeof(TorchSharp.torch)));

    /// <summary>References of a project that uses nothing of ours.</summary>
    public static ImmutableArray<MetadataReference> Bare => Platform;

    /// <summary>Says of every file that it is a config, unless its name says otherwise.</summary>
    public static AnalyzerConfigOptionsProvider MarkedFiles { get; } = new Marks();

    public static AdditionalText Yaml(string name, string text) => new MemoryText($"/configs/{name}.yaml", text);

    public static CSharpCompilation Compilation(ImmutableArray<MetadataReference> references, string source = "") =>
        CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(source)],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );

    /// <summary>A driver over marked files that records what each step did.</summary>
    public static GeneratorDriver Driver(params AdditionalText[] files) =>
        CSharpGeneratorDriver.Create(
            [new ConfigGenerator().AsSourceGenerator()],
            files,
            optionsProvider: MarkedFiles,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );

    /// <summary>The generator's result over files, and the compilation with what it added.</summary>
    public static (GeneratorRunResult Result, Compilation Output) Run(
        ImmutableArray<MetadataReference> references,
        params AdditionalText[] files
    )
    {
        var driver = Driver(files).RunGeneratorsAndUpdateCompilation(Compilation(references), out var output, out _);
        return (driver.GetRunResult().Results.Single(), output);
    }

    public static Diagnostic[] Problems(Compilation output) =>
        [.. output.GetDiagnostics().Where(one => one.Severity >= DiagnosticSeverity.Warning)];

    private static MetadataReference Reference(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Marks : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(false);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Options(!textFile.Path.Contains("unmarked", StringComparison.Ordinal));
    }

    private sealed class Options(bool marked) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = marked ? "true" : "";
            return marked && key == "build_metadata.AdditionalFiles.PerceiverConfig";
        }
    }
}
