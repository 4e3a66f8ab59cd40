using Microsoft.CodeAnalysis;

namespace Perceiver.Generators.ParameterTrees;

/// <summary>What can be wrong with a <c>[ParameterTree]</c> record.</summary>
internal enum TreeRule
{
    /// <summary>PCV901.</summary>
    NotPartial,

    /// <summary>PCV902.</summary>
    NotARecord,

    /// <summary>PCV903.</summary>
    Nested,

    /// <summary>PCV904.</summary>
    UnsupportedMember,

    /// <summary>PCV905.</summary>
    NoMember,

    /// <summary>PCV906.</summary>
    HasBase,

    /// <summary>PCV907.</summary>
    LostMember,

    /// <summary>PCV908.</summary>
    SamePath,
}

/// <summary>The diagnostics of <see cref="ParameterTreeGenerator"/>.</summary>
internal static class TreeDescriptors
{
    private const string Category = "Perceiver.CSharp";
    private const string Pages = "docs/diagnostics/";

    private static readonly DiagnosticDescriptor NotPartial = new(
        "PCV901",
        "A parameter tree must be partial",
        "'{0}' is marked [ParameterTree] but is not partial, so its Names, Leaves and Rebuild cannot be written; declare it 'partial'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV901.md"
    );

    private static readonly DiagnosticDescriptor NotARecord = new(
        "PCV902",
        "A parameter tree must be a record class that is not abstract",
        "'{0}' is marked [ParameterTree] but is not a concrete record class; rebuilding it needs a 'with' expression",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV902.md"
    );

    private static readonly DiagnosticDescriptor Nested = new(
        "PCV903",
        "A parameter tree must stand in a namespace",
        "'{0}' is marked [ParameterTree] but is declared inside another type; move it into a namespace",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV903.md"
    );

    private static readonly DiagnosticDescriptor UnsupportedMember = new(
        "PCV904",
        "A parameter tree holds tensors and trees only",
        "'{0}.{1}' is neither a tensor, nor a parameter tree, nor an EquatableArray of parameter trees; it would be lost when gradients take this shape",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV904.md"
    );

    private static readonly DiagnosticDescriptor NoMember = new(
        "PCV905",
        "A parameter tree has at least one member",
        "'{0}' is marked [ParameterTree] but holds no tensor and no tree",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV905.md"
    );

    private static readonly DiagnosticDescriptor HasBase = new(
        "PCV906",
        "A parameter tree derives from nothing",
        "'{0}' is marked [ParameterTree] but derives from '{1}', whose members would be lost; give it a property of that type",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV906.md"
    );

    private static readonly DiagnosticDescriptor LostMember = new(
        "PCV907",
        "A parameter tree's tensors can be set",
        "'{0}.{1}' holds tensors but cannot be set when the tree is rebuilt; make it a property with 'init'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV907.md"
    );

    private static readonly DiagnosticDescriptor SamePath = new(
        "PCV908",
        "Two members of a parameter tree have two paths",
        "'{0}.{1}' has the same path in snake_case as another member; rename one of them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "PCV908.md"
    );

    /// <summary>The problem as a diagnostic.</summary>
    public static Diagnostic ToDiagnostic(this TreeProblem problem) =>
        Diagnostic.Create(Of(problem.Rule), problem.Place.ToLocation(), problem.Type, problem.Member);

    private static DiagnosticDescriptor Of(TreeRule rule) =>
        rule switch
        {
            TreeRule.NotPartial => NotPartial,
            TreeRule.NotARecord => NotARecord,
            TreeRule.Nested => Nested,
            TreeRule.UnsupportedMember => UnsupportedMember,
            TreeRule.HasBase => HasBase,
            TreeRule.LostMember => LostMember,
            TreeRule.SamePath => SamePath,
            _ => NoMember,
        };
}
