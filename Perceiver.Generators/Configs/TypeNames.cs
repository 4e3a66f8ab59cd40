using System.Text;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>File names to type names.</summary>
internal static class TypeNames
{
    // A type cannot have a member of its own name.
    private static readonly EquatableArray<string> Members =
    [
        "Hash",
        "ParameterCount",
        "ForwardFlops",
        "Config",
        "Parameters",
        "Inputs",
        "Init",
        "Forward",
        "Step",
        "Builder",
        .. ModelConstant.AllNames,
    ];

    /// <summary>
    /// <c>fashion-mnist</c> to <c>FashionMnist</c>; a name that starts with a digit gets <c>Config</c> before it, one that
    /// is the name of a member gets <c>Model</c> after it.
    /// </summary>
    public static string Of(string fileName)
    {
        var type = Pascal(fileName, "Config");
        return Members.Contains(type) ? type + "Model" : type;
    }

    /// <summary>Words to one capitalised word; <paramref name="prefix"/> goes before what could not start a name.</summary>
    public static string Pascal(string words, string prefix)
    {
        var name = new StringBuilder();
        var start = true;
        foreach (var c in words)
        {
            if (!IsAsciiLetterOrDigit(c))
            {
                start = true;
                continue;
            }

            name.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? prefix + name : name.ToString();
    }

    private static bool IsAsciiLetterOrDigit(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
