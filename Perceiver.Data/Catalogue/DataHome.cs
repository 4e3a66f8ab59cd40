namespace Perceiver.Data;

/// <summary>Where data sets live: <c>$PERCEIVER_DATA</c>, else <c>perceiver</c> in the XDG data folder.</summary>
public static class DataHome
{
    /// <summary>The data home of this process. The folder need not exist.</summary>
    public static string Path => Resolve(Environment.GetEnvironmentVariable);

    /// <summary>Where the system's packages put data sets (Debian's <c>dataset-*</c>).</summary>
    public static IReadOnlyList<string> SystemFolders { get; } = ["/usr/share/datasets"];

    /// <summary>The data home in a given environment.</summary>
    /// <param name="variable">Looks up an environment variable; null where it is not set.</param>
    public static string Resolve(Func<string, string?> variable)
    {
        if (variable("PERCEIVER_DATA") is { Length: > 0 } given)
        {
            return System.IO.Path.GetFullPath(given);
        }

        // The XDG base directory specification: relative paths are to be ignored.
        if (variable("XDG_DATA_HOME") is { Length: > 0 } xdg && System.IO.Path.IsPathRooted(xdg))
        {
            return System.IO.Path.Combine(xdg, "perceiver");
        }

        var share = variable("HOME") is { Length: > 0 } home
            ? System.IO.Path.Combine(home, ".local", "share")
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return System.IO.Path.Combine(share, "perceiver");
    }
}
