using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Perceiver.Config;

namespace Perceiver.Generators.ParameterTrees;

/// <summary>What the generator must know of one <c>[ParameterTree]</c> record; no Roslyn symbol, so that it can be cached.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Name">Its name without type parameters.</param>
/// <param name="TypeParameters">With the angle brackets, as in <c>&lt;P&gt;</c>; or empty.</param>
/// <param name="Members">Its members in declaration order.</param>
/// <param name="Problems">What is wrong with it; source is written only where nothing is.</param>
internal sealed record TreeModel(
    string Namespace,
    string Name,
    string TypeParameters,
    EquatableArray<TreeMember> Members,
    EquatableArray<TreeProblem> Problems
);

/// <summary>A property that holds tensors.</summary>
/// <param name="Property">Its name in C#.</param>
/// <param name="Segment">Its part of a leaf's path, snake_case.</param>
/// <param name="Shape">What it holds.</param>
internal sealed record TreeMember(string Property, string Segment, TreeShape Shape);

/// <summary>What a property or a list element holds.</summary>
internal abstract record TreeShape
{
    private TreeShape() { }

    /// <summary>A tensor.</summary>
    public sealed record Leaf : TreeShape;

    /// <summary>Another tree; the type is fully qualified.</summary>
    public sealed record Tree(string Type) : TreeShape;

    /// <summary>A tensor or tree that may be absent.</summary>
    public sealed record Optional(TreeShape Content) : TreeShape;

    /// <summary>A list of trees, or of lists of trees; the element type is fully qualified.</summary>
    public sealed record List(TreeShape Element, string ElementType) : TreeShape;
}

/// <summary>A finding in C#, by place rather than by syntax node.</summary>
internal sealed record TreeProblem(TreeRule Rule, string Type, string Member, TreePlace Place);

/// <summary>A place in a C# file.</summary>
internal sealed record TreePlace(string File, TextSpan Span, LinePositionSpan Lines)
{
    /// <summary>The place as Roslyn wants it in a diagnostic.</summary>
    public Location ToLocation() => Location.Create(File, Span, Lines);

    /// <summary>The place of a symbol's name.</summary>
    public static TreePlace Of(ISymbol symbol)
    {
        var location = symbol.Locations[0];
        return new(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }
}
