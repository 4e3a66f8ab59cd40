using System.Globalization;

namespace Perceiver.Config;

/// <summary>Which characters a config may hold: no controls, no halves of surrogate pairs, no exotic line ends.</summary>
internal static class CharacterRules
{
    public static (int Offset, string Name)? FirstForbidden(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] is not ('\t' or '\n' or '\r') && IsForbidden(text[i]))
            {
                return (i, "U+" + ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    // The parser takes NUL for the end of the text and the exotic ones for line ends: what follows would be lost or misplaced.
    private static bool IsForbidden(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
