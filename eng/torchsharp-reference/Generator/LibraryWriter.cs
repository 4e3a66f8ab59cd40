using System.Text;

namespace TorchSharpReference;

/// <summary>The members under their types: partial declarations, which <c>Library/Types.cs</c> completes.</summary>
internal static class LibraryWriter
{
    private const string Opening = """
        #nullable enable
        using System.Globalization;
        using System.Numerics;
        using System.Runtime.CompilerServices;
        using TorchSharp;
        using TorchSharp.Modules;
        using TorchSharp.Utils;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using static TorchSharp.torch.autograd;

        """;

    public static string Write(IEnumerable<(string Type, string Member)> members)
    {
        var text = new StringBuilder(Opening).AppendLine();
        foreach (var type in members.GroupBy(each => each.Type, each => each.Member))
            WriteType(text, type.Key, [.. type]);
        return text.ToString();
    }

    private static void WriteType(StringBuilder text, string name, IReadOnlyList<string> members)
    {
        var path = name.Split('.');
        // Utils holds types, torch is one; every other part of a path is a class.
        var inNamespace = path[0] is "Utils" or "Modules";
        var space = inNamespace ? "TorchSharp." + path[0] : "TorchSharp";
        var outer = path[(inNamespace ? 1 : 0)..^1];
        var kind = Kind(path[^1], members);

        text.AppendLine($"namespace {space}").AppendLine("{");
        foreach (var part in outer)
            text.AppendLine($"public partial class {part}").AppendLine("{");
        text.AppendLine($"public {kind} {path[^1]}").AppendLine("{");
        foreach (var member in members)
            text.AppendLine(
                kind == "enum" ? member["enum ".Length..] + "," : MemberWriter.Write(path[^1], kind, member)
            );
        text.AppendLine(new string('}', outer.Length + 2)).AppendLine();
    }

    private static string Kind(string name, IReadOnlyList<string> members) =>
        members.All(member => member.StartsWith("enum ", StringComparison.Ordinal)) ? "enum"
        : name is "TensorIndex" ? "partial struct"
        : name is "ILifetimeStatistics" ? "partial interface"
        : "partial class";
}
