namespace Perceiver.Data;

/// <summary>Where to look for data.</summary>
/// <param name="Folder">The folder a person named (<c>--data</c>); then nowhere else is looked. Null: the usual places.</param>
/// <param name="Home">The data home; null means <see cref="DataHome.Path"/>.</param>
/// <param name="SystemFolders">
/// Folders of the system's packages, tried last; null means <see cref="DataHome.SystemFolders"/>.
/// </param>
public sealed record DataLocation(
    string? Folder = null,
    string? Home = null,
    IReadOnlyList<string>? SystemFolders = null
)
{
    /// <summary>The folders that may hold a data set's own folder, in the order in which they are tried.</summary>
    public IReadOnlyList<string> Roots =>
        Folder is not null ? [Folder] : [Home ?? DataHome.Path, .. SystemFolders ?? DataHome.SystemFolders];

    /// <summary>The roots as a person reads them, for messages.</summary>
    public string Described => string.Join(" or ", Roots);

    /// <summary>
    /// The candidates for a data set whose folder is <paramref name="name"/>: that folder under each root, and the
    /// folder given itself, for those who name the data set's own folder.
    /// </summary>
    public IEnumerable<string> Candidates(string name) =>
        Folder is not null ? [Path.Combine(Folder, name), Folder] : Roots.Select(root => Path.Combine(root, name));
}
