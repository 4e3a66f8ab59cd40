using System.Text;

namespace Perceiver.Generators.Configs;

/// <summary>File names to type names.</summary>
internal static class TypeNames
{
    /// <summary><c>fashion-mnist</c> to <c>FashionMnist</c>; a name that starts with a digit gets <c>Config</c> before it.</summary>
    public static string Of(string fileName)
    {
        var name = new StringBuilder();
        var start = true;
        foreach (var c in fileName)
        {
            if (!IsAsciiLetterOrDigit(c))
            {
                start = true;
                continue;
            }

            name.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? "Config" + name : name.ToString();
    }

    private static bool IsAsciiLetterOrDigit(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
