namespace Perceiver.Config;

/// <summary>Names of parameters with wildcards, as in <c>decay_exclude: [latents, "*.query.bias"]</c>.</summary>
public static class ParameterPattern
{
    /// <summary>Whether the whole name fits the pattern, in which <c>*</c> stands for any characters, also none.</summary>
    public static bool Matches(string pattern, string name)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == name;
        }

        var (first, last) = (parts[0], parts[parts.Length - 1]);
        if (
            name.Length < first.Length + last.Length
            || !name.StartsWith(first, StringComparison.Ordinal)
            || !name.EndsWith(last, StringComparison.Ordinal)
        )
        {
            return false;
        }

        // What stands between the wildcards is taken at its first place: nothing is lost by that.
        var (at, end) = (first.Length, name.Length - last.Length);
        foreach (var part in parts.Skip(1).Take(parts.Length - 2))
        {
            var found = name.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }
}
