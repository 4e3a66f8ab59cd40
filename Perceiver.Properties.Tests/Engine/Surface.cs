using System.Globalization;
using System.Reflection;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>An assembly's public members under TorchSharp's namespaces, one line each, as <c>type TAB member</c>.</summary>
internal static class Surface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>Every line of an assembly.</summary>
    public static SortedSet<string> Of(Assembly assembly)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in assembly.GetExportedTypes().Where(IsTorchSharp))
        {
            foreach (var member in Members(type))
                lines.Add($"{NameOf(type)}\t{member}");
        }
        return lines;
    }

    private static bool IsTorchSharp(Type type) =>
        type.Namespace is { } space
        && (space == "TorchSharp" || space.StartsWith("TorchSharp.", StringComparison.Ordinal));

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"enum {name}={Convert.ToInt64(Enum.Parse(type, name), null)}");
        var constructors = type.GetConstructors(Declared)
            .Where(each => !each.IsStatic)
            .Select(each => $".ctor({Parameters(each)})");
        var fields = type.GetFields(Declared)
            .Select(each => $"field {(each.IsStatic ? "static " : "")}{Print(each.FieldType)} {each.Name}");
        var properties = type.GetProperties(Declared).Select(Print);
        var methods = type.GetMethods(Declared)
            .Where(each => !each.IsSpecialName || each.Name.StartsWith("op_", StringComparison.Ordinal))
            .Select(each => Print(type, each));
        return [.. constructors, .. fields, .. properties, .. methods];
    }

    private static string Print(PropertyInfo property)
    {
        var place = string.Join(", ", property.GetIndexParameters().Select(Print));
        var get = property.GetGetMethod() is null ? "" : "get; ";
        var set = property.GetSetMethod() is null ? "" : "set; ";
        var isStatic = property.GetAccessors()[0].IsStatic ? "static " : "";
        return $"{isStatic}{Print(property.PropertyType)} {property.Name}{(place.Length == 0 ? "" : $"[{place}]")} {{ {get}{set}}}";
    }

    private static string Print(Type owner, MethodInfo method)
    {
        var kind =
            method.IsStatic ? "static "
            : method.IsAbstract && !owner.IsInterface ? "abstract "
            : method.IsVirtual && !method.IsFinal && !owner.IsInterface ? "virtual "
            : "";
        var generic = method.IsGenericMethod
            ? $"<{string.Join(",", method.GetGenericArguments().Select(each => each.Name))}>"
            : "";
        return $"{kind}{Print(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false);
        return (isExtension ? "this " : "") + string.Join(", ", method.GetParameters().Select(Print));
    }

    private static string Print(ParameterInfo parameter)
    {
        var many = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
        var fallback = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{many}{Print(parameter.ParameterType)} {parameter.Name}{fallback}";
    }

    private static string Default(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
                ? "default"
                : "null",
            bool value => value ? "true" : "false",
            string value => $"\"{value}\"",
            _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, parameter.DefaultValue!)}",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString()!,
        };
    }

    private static string Print(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } bare)
            return Print(bare) + "?";
        if (type.IsByRef)
            return "ref " + Print(type.GetElementType()!);
        if (type.IsArray)
            return $"{Print(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (!type.IsGenericType)
            return type.Name;
        var arguments = type.GetGenericArguments();
        var printed = string.Join(", ", arguments.Select(Print));
        var isClosedTuple = type.FullName?.StartsWith("System.ValueTuple", StringComparison.Ordinal) == true;
        return isClosedTuple && !arguments.Any(each => each.IsGenericParameter)
            ? $"({printed})"
            : $"{type.Name.Split('`')[0]}<{printed}>";
    }

    private static string NameOf(Type type)
    {
        var name = type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(each => each.Name))}>"
            : type.Name;
        return type.DeclaringType is { } outer ? $"{NameOf(outer)}.{name}"
            : type.Namespace == "TorchSharp" ? name
            : $"{type.Namespace!["TorchSharp.".Length..]}.{name}";
    }
}
