using System.Collections.Immutable;

namespace Perceiver.Data;

/// <summary>A data set that <c>perceiver data</c> knows.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Description">What it is: how many images, of what, from whom.</param>
/// <param name="Folder">Its folder under the data home.</param>
/// <param name="Files">What is fetched; a single archive is unpacked into <paramref name="Folder"/>.</param>
/// <param name="Unpacked">Whether the one file is an archive that becomes the folder.</param>
/// <param name="Package">Debian's package with it, or null.</param>
/// <param name="HowTo">What to do where there is nothing to download; null where there is.</param>
public sealed record DataSetEntry(
    string Name,
    string Description,
    string Folder,
    ImmutableArray<DataFile> Files,
    bool Unpacked,
    string? Package,
    string? HowTo
)
{
    /// <summary>Bytes to fetch, about.</summary>
    public long Size => Files.Sum(file => file.Size);
}
