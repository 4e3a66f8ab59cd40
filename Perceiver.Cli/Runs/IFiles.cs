namespace Perceiver.Cli;

/// <summary>The few file operations a checkpoint is made of, so that tests can let each of them fail.</summary>
public interface IFiles
{
    /// <summary>Makes a folder and those above it.</summary>
    void CreateFolder(string path);

    /// <summary>Writes a new file and waits until it is on the disk.</summary>
    void Write(string path, ReadOnlyMemory<byte> content);

    /// <summary>Waits until the folder's entries are on the disk.</summary>
    void SyncFolder(string path);

    /// <summary>Renames a folder; the target must not exist.</summary>
    void MoveFolder(string from, string to);

    /// <summary>Removes a folder and all in it, if it exists.</summary>
    void DeleteFolder(string path);
}
