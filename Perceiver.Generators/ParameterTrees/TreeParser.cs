using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Perceiver.Config;

namespace Perceiver.Generators.ParameterTrees;

/// <summary>Reads a <c>[ParameterTree]</c> record into a <see cref="TreeModel"/>.</summary>
internal static class TreeParser
{
    /// <summary>Full name of the attribute that marks a tree.</summary>
    public const string Attribute = "Perceiver.Model.ParameterTreeAttribute";

    private const string TreeInterface = "IParameterTree";
    private const string TensorType = "TorchSharp.torch.Tensor";
    private const string ListType = "Perceiver.Config.EquatableArray<T>";

    /// <summary>The model of the record that carries the attribute.</summary>
    public static TreeModel Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var problems = new List<TreeProblem>();
        var members = new List<TreeMember>();
        CheckType(type, (TypeDeclarationSyntax)context.TargetNode, problems);
        foreach (var property in Properties(type))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Shape(property.Type) is { } shape)
            {
                members.Add(new(property.Name, SnakeCase(property.Name), shape));
            }
            else
            {
                problems.Add(new(TreeRule.UnsupportedMember, type.Name, property.Name, TreePlace.Of(property)));
            }
        }

        if (members.Count == 0 && problems.Count == 0)
        {
            problems.Add(new(TreeRule.NoMember, type.Name, "", TreePlace.Of(type)));
        }

        var typeParameters = type.TypeParameters.IsEmpty
            ? ""
            : "<" + string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name)) + ">";
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        return new(space, type.Name, typeParameters, members.ToEquatableArray(), problems.ToEquatableArray());
    }

    private static void CheckType(INamedTypeSymbol type, TypeDeclarationSyntax node, List<TreeProblem> problems)
    {
        if (!node.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            problems.Add(new(TreeRule.NotPartial, type.Name, "", TreePlace.Of(type)));
        }

        if (!type.IsRecord || type.IsValueType || type.IsAbstract)
        {
            problems.Add(new(TreeRule.NotARecord, type.Name, "", TreePlace.Of(type)));
        }

        if (type.ContainingType is not null)
        {
            problems.Add(new(TreeRule.Nested, type.Name, "", TreePlace.Of(type)));
        }
    }

    /// <summary>Properties that hold state: a computed one has no setter and is left alone.</summary>
    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) =>
        type.GetMembers()
            .OfType<IPropertySymbol>()
            .Where(property => !property.IsStatic && !property.IsIndexer && property.SetMethod is not null);

    private static TreeShape? Shape(ITypeSymbol type)
    {
        var content = type.ToDisplayString(Plain) == TensorType ? new TreeShape.Leaf() : TreeOrList(type);
        return content is not null and not TreeShape.List && type.NullableAnnotation == NullableAnnotation.Annotated
            ? new TreeShape.Optional(content)
            : content;
    }

    private static TreeShape? TreeOrList(ITypeSymbol type)
    {
        if (
            type is INamedTypeSymbol { IsGenericType: true } list
            && list.OriginalDefinition.ToDisplayString() == ListType
        )
        {
            return Shape(list.TypeArguments[0]) is { } element and (TreeShape.Tree or TreeShape.List)
                ? new TreeShape.List(element, Qualified(list.TypeArguments[0]))
                : null;
        }

        return IsTree(type) ? new TreeShape.Tree(Qualified(type)) : null;
    }

    // A tree of this compilation does not implement the interface yet: its attribute says that it will.
    private static bool IsTree(ITypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Attribute)
        || type.AllInterfaces.Any(face => face.Name == TreeInterface)
        || (
            type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(face => face.Name == TreeInterface)
        );

    private static string Qualified(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
            .ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static readonly SymbolDisplayFormat Plain = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces
    );

    private static string SnakeCase(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append('_');
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
