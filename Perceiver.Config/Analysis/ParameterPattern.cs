namespace Perceiver.Config;

/// <summary>Names of parameters with wildcards, as in <c>decay_exclude: [latents, "*.query.bias"]</c>.</summary>
public static class ParameterPattern
{
    /// <summary>Whether the whole name fits the pattern, in which <c>*</c> stands for any characters, also none.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (at, from) = (0, 0);
        (int At, int From)? wildcard = null;
        while (from < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                wildcard = (++at, from);
            }
            else if (at < pattern.Length && pattern[at] == name[from])
            {
                (at, from) = (at + 1, from + 1);
            }
            else if (wildcard is var (after, taken))
            {
                // The last wildcard takes one character more; nothing is lost by leaving those before it alone.
                (at, from) = (after, taken + 1);
                wildcard = (after, from);
            }
            else
            {
                return false;
            }
        }

        return pattern.Substring(at).All(rest => rest == '*');
    }
}
