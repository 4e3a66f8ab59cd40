using System.Text;

namespace Perceiver.Generators;

/// <summary>Names of C# and of configs.</summary>
internal static class Spelling
{
    /// <summary><c>LatentWidth</c> to <c>latent_width</c>.</summary>
    public static string Snake(string name)
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
