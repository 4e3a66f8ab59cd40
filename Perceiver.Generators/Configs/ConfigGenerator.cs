using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>
/// Compiles every config among the additional files (marked <c>PerceiverConfig="true"</c>) into a typed builder, and puts
/// what is wrong with it at its line and column in the YAML file. Only the pipeline stands here.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ConfigGenerator : IIncrementalGenerator
{
    private const string Mark = "build_metadata.AdditionalFiles.PerceiverConfig";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context
            .AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair =>
                pair.Right.GetOptions(pair.Left).TryGetValue(Mark, out var value)
                && value.Equals("true", StringComparison.OrdinalIgnoreCase)
            )
            .Select(static (pair, cancel) => ConfigFile.Read(pair.Left, cancel))
            .WithTrackingName(ConfigSteps.Files);

        var compiled = files
            .Combine(files.Collect())
            .Select(static (pair, _) => ConfigInput.Of(pair.Left, pair.Right))
            .WithTrackingName(ConfigSteps.Inputs)
            .Select(static (input, cancel) => CompiledFile.Of(input, cancel))
            .WithTrackingName(ConfigSteps.Compiled);

        var clashes = compiled
            .Select(static (file, _) => new NamedFile(file.Path, file.Model.TypeName))
            .Collect()
            .Select(static (files, _) => NameClash.Find(files))
            .WithTrackingName(ConfigSteps.Clashes);

        var target = context
            .MetadataReferencesProvider.Select(static (reference, _) => EmitTarget.Reference(reference))
            .Collect()
            .Select(static (names, _) => EmitTarget.Of(names))
            .WithTrackingName(ConfigSteps.Target);

        var models = compiled
            .Combine(clashes)
            .Where(static pair => !pair.Right.Any(clash => clash.Path == pair.Left.Path))
            .Select(static (pair, _) => pair.Left.Model)
            .WithTrackingName(ConfigSteps.Models);

        // Source and diagnostics apart: a comment on top of a file moves every place, but changes no model.
        context.RegisterSourceOutput(
            models.Combine(target),
            static (output, pair) =>
                Add(output, pair.Left.TypeName, BuilderEmitter.Emit(pair.Left, pair.Right, output.CancellationToken))
        );
        context.RegisterSourceOutput(
            models.Select(static (model, _) => RegistryEntry.Of(model)).Collect().Combine(target),
            static (output, pair) =>
            {
                if (RegistryEmitter.Emit(pair.Left, pair.Right) is { } source)
                {
                    Add(output, NameClash.RegistryName, source);
                }
            }
        );
        context.RegisterSourceOutput(
            compiled.SelectMany(static (file, _) => file.Problems).WithTrackingName(ConfigSteps.Problems),
            static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic())
        );
        context.RegisterSourceOutput(
            clashes.SelectMany(static (found, _) => found),
            static (output, clash) => output.ReportDiagnostic(clash.ToDiagnostic())
        );
    }

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource($"Perceiver.Generated.{name}.g.cs", SourceText.From(source, Encoding.UTF8));
}
