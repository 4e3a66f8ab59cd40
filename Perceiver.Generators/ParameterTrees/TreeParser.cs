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
            var segment = Spelling.Snake(property.Name);
            if (members.Any(member => member.Segment == segment))
            {
                problems.Add(new(TreeRule.SamePath, type.Name, property.Name, TreePlace.Of(property)));
            }
            else if (Shape(property.Type) is { } shape)
            {
                members.Add(new(property.Name, segment, shape));
            }
            else
            {
                problems.Add(new(TreeRule.UnsupportedMember, type.Name, property.Name, TreePlace.Of(property)));
            }
        }

        problems.AddRange(
            Lost(type)
                .Select(member => new TreeProblem(TreeRule.LostMember, type.Name, member.Name, TreePlace.Of(member)))
        );
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

        if (type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } parent)
        {
            problems.Add(new(TreeRule.HasBase, type.Name, parent.Name, TreePlace.Of(type)));
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

    /// <summary>Fields, and properties without a setter, that store tensors: <c>with</c> would not reach them.</summary>
    private static IEnumerable<ISymbol> Lost(INamedTypeSymbol type) =>
        type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => !field.IsStatic && Shape(field.Type) is not null)
            .Select(field => field.AssociatedSymbol ?? field)
            .Where(member => member is not IPropertySymbol { SetMethod: not null });

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
}
