using System.Text.RegularExpressions;

namespace TorchSharpReference;

/// <summary>One printed member as C#, with a body that throws.</summary>
internal static partial class MemberWriter
{
    private const string Nothing = "=> throw null!;";

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^",
        ["op_OnesComplement"] = "~",
        ["op_UnaryNegation"] = "-",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    public static string Write(string type, string kind, string member)
    {
        var access = kind.EndsWith("interface", StringComparison.Ordinal) ? "" : "public ";
        if (Constructor().Match(member) is { Success: true } constructor)
            return $"public {type.Split('<')[0]}({Parameters.Write(constructor.Groups["in"].Value)}) {{ }}";
        if (Field().Match(member) is { Success: true } field)
            return $"public static readonly {field.Groups["type"].Value} {Parameters.Name(field.Groups["name"].Value)} = default!;";
        if (Property().Match(member) is { Success: true } property)
            return WriteProperty(access, property);
        if (Method().Match(member) is { Success: true } method)
            return WriteMethod(type, access, method);
        throw new InvalidDataException($"What kind of member of {type} is this? {member}");
    }

    private static string WriteProperty(string access, Match property)
    {
        var name = property.Groups["name"].Value;
        var place = property.Groups["in"].Value;
        var get = property.Groups["get"].Success ? $"get {(access.Length == 0 ? ";" : Nothing)} " : "";
        var set = property.Groups["set"].Success ? "set { } " : "";
        var head = place.Length == 0 ? Parameters.Name(name) : $"this[{Parameters.Write(place)}]";
        var printedName = place.Length == 0 || name == "Item" ? "" : $"[IndexerName(\"{name}\")] ";
        return $"{printedName}{access}{property.Groups["static"].Value}{property.Groups["type"].Value} {head} {{ {get}{set}}}";
    }

    private static string WriteMethod(string type, string access, Match method)
    {
        var name = method.Groups["name"].Value;
        var result = method.Groups["type"].Value;
        var parameters = Parameters.Write(method.Groups["in"].Value);
        if (name is "op_Implicit" or "op_Explicit")
            return $"public static {name[3..].ToLowerInvariant()} operator {result}({parameters}) {Nothing}";
        if (Operators.TryGetValue(name, out var symbol))
            return $"public static {result} operator {symbol}({parameters}) {Nothing}";

        var generic = method.Groups["generic"].Value;
        var kind = method.Groups["kind"].Value;
        if (kind == "virtual " && name is "ToString" or "GetHashCode" or "Equals")
            kind = "override ";
        var body = kind == "abstract " || access.Length == 0 ? ";" : Nothing;
        return $"{access}{kind}{result} {Parameters.Name(name)}{generic}({parameters}){Constraints(type, generic)} {body}";
    }

    /// <summary>Reflection's print has no constraints; these are TorchSharp's.</summary>
    private static string Constraints(string type, string generic)
    {
        var bound =
            type == "DisposeScope" ? "IDisposable"
            : type is "Tensor" or "TensorExtensionMethods" ? "unmanaged"
            : "class";
        var names = generic.Trim('<', '>').Split(',', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(names.Select(each => $" where {each} : {bound}"));
    }

    [GeneratedRegex(@"^\.ctor\((?<in>.*)\)$")]
    private static partial Regex Constructor();

    [GeneratedRegex(@"^field static (?<type>.+) (?<name>\w+)$")]
    private static partial Regex Field();

    [GeneratedRegex(
        @"^(?<static>static )?(?<type>.+?) (?<name>\w+)(\[(?<in>.+)\])? \{ (?<get>get; )?(?<set>set; )?\}$"
    )]
    private static partial Regex Property();

    [GeneratedRegex(
        @"^(?<kind>static |virtual |abstract )?(?<type>.+?) (?<name>\w+)(?<generic><[\w,]+>)?\((?<in>.*)\)$"
    )]
    private static partial Regex Method();
}
