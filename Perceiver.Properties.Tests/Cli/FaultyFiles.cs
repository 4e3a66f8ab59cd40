using Perceiver.Cli;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>A disk that is full from its n-th operation on; a write then leaves half a file.</summary>
internal sealed class FaultyFiles(int good) : IFiles
{
    private int _done;

    public int Operations => _done;

    public void CreateFolder(string path) => Try(() => DiskFiles.Instance.CreateFolder(path));

    public void Write(string path, ReadOnlyMemory<byte> content)
    {
        if (_done >= good)
        {
            File.WriteAllBytes(path, content[..(content.Length / 2)].ToArray());
        }

        Try(() => DiskFiles.Instance.Write(path, content));
    }

    public void SyncFolder(string path) => Try(() => DiskFiles.Instance.SyncFolder(path));

    public void MoveFolder(string from, string to) => Try(() => DiskFiles.Instance.MoveFolder(from, to));

    public void DeleteFolder(string path) => Try(() => DiskFiles.Instance.DeleteFolder(path));

    private void Try(Action action)
    {
        if (_done++ >= good)
        {
            throw new IOException("No space left on device");
        }

        action();
    }
}
