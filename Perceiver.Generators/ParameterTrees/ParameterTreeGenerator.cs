using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Perceiver.Generators.ParameterTrees;

/// <summary>
/// Writes <c>AddNames</c>, <c>AddLeaves</c> and <c>Rebuild</c> for every record marked <c>[ParameterTree]</c>, so that
/// gradients and optimiser moments have the parameters' own type. Only the pipeline stands here.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ParameterTreeGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that holds the parsed records.</summary>
    public const string ModelsStep = "ParameterTrees";

    /// <summary>Name of the step that holds what is wrong with them.</summary>
    public const string ProblemsStep = "ParameterTreeProblems";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
            TreeParser.Attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            TreeParser.Parse
        );

        // Source and diagnostics apart: moving a broken record changes places only and must not write source anew.
        var models = parsed.Where(static model => model.Problems.Count == 0).WithTrackingName(ModelsStep);
        context.RegisterSourceOutput(
            models,
            static (output, model) =>
                output.AddSource(HintName(model), SourceText.From(TreeEmitter.Emit(model), Encoding.UTF8))
        );

        var problems = parsed.SelectMany(static (model, _) => model.Problems).WithTrackingName(ProblemsStep);
        context.RegisterSourceOutput(
            problems,
            static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic())
        );
    }

    // Two types of one name may differ in their type parameters alone.
    private static string HintName(TreeModel model)
    {
        var space = model.Namespace.Length == 0 ? "" : model.Namespace + ".";
        var arity = model.TypeParameters.Length == 0 ? "" : "_" + model.TypeParameters.Split(',').Length;
        return $"{space}{model.Name}{arity}.ParameterTree.g.cs";
    }
}
