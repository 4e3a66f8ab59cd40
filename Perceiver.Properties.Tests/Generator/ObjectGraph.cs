using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>Everything that a value holds on to.</summary>
internal static class ObjectGraph
{
    /// <summary>Fails where a value keeps anything of the compiler alive, however deep; else the number of objects seen.</summary>
    public static int AssertFreeOfCompiler(IEnumerable<(string Name, object? Value)> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (name, value) in roots)
        {
            Walk(value, seen, name);
        }

        return seen.Count;
    }

    private static void Walk(object? value, HashSet<object> seen, string path)
    {
        Assert.False(IsOfCompiler(value), $"{path} keeps a {value?.GetType()}");
        if (
            value is null or string or Type
            || value.GetType().IsPrimitive
            || value.GetType().IsEnum
            || !seen.Add(value)
        )
        {
            return;
        }

        if (value is Delegate { Target: var target })
        {
            Walk(target, seen, path + ".target");
            return;
        }

        if (value is IEnumerable list)
        {
            foreach (var item in list)
            {
                Walk(item, seen, path + "[]");
            }
        }

        for (var type = value.GetType(); type is not null && !value.GetType().IsArray; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (field.DeclaringType == type && !field.FieldType.IsPointer)
                {
                    Walk(field.GetValue(value), seen, $"{path}.{field.Name}");
                }
            }
        }
    }

    private static bool IsOfCompiler(object? value) =>
        value
            is ISymbol
                or SyntaxNode
                or SyntaxTree
                or Location
                or Compilation
                or SemanticModel
                or AdditionalText
                or MetadataReference
                or Microsoft.CodeAnalysis.Text.SourceText;
}
