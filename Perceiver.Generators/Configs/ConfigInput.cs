using System.Collections.Immutable;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>
/// A config file with all that its meaning depends on, and nothing else: a change to another file leaves it equal, and
/// so nothing is compiled anew.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="Bases">What it extends, directly or through others.</param>
/// <param name="Names">All names there are, where one was not found; otherwise empty.</param>
internal sealed record ConfigInput(ConfigFile File, EquatableArray<ConfigFile> Bases, EquatableArray<string> Names)
{
    public static ConfigInput Of(ConfigFile file, ImmutableArray<ConfigFile> all)
    {
        var bases = new List<ConfigFile>();
        for (var last = file; last.Extends is { } name; last = bases[bases.Count - 1])
        {
            if (Find(name, file, all) is not { } found)
            {
                var names = all.Select(each => each.Name).OrderBy(each => each, StringComparer.Ordinal);
                return new(file, bases.ToEquatableArray(), names.ToEquatableArray());
            }

            if (bases.Contains(found))
            {
                break;
            }

            bases.Add(found);
        }

        return new(file, bases.ToEquatableArray(), []);
    }

    /// <summary>The file as the compiler wants it.</summary>
    public static ConfigText Text(ConfigFile file) => new(file.Name, file.Path, file.Text);

    /// <summary>Where the compiler finds what the file extends.</summary>
    public ConfigBases ToBases() => new(ConfigBases.Of(Bases.Select(Text).ToArray()).Find, () => Names);

    // A file of the same folder goes before others, and among those the first path counts.
    private static ConfigFile? Find(string name, ConfigFile asker, ImmutableArray<ConfigFile> all) =>
        all.Where(each => each.Name == name)
            .OrderBy(each => Path.GetDirectoryName(each.Path) == Path.GetDirectoryName(asker.Path) ? 0 : 1)
            .ThenBy(each => each.Path, StringComparer.Ordinal)
            .FirstOrDefault();
}
