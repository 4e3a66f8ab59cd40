using System.Runtime.InteropServices;

namespace Perceiver.Cli;

/// <summary>The disk. Writes are durable: a power cut after a call returned loses nothing of it.</summary>
public sealed partial class DiskFiles : IFiles
{
    /// <summary>The one instance.</summary>
    public static DiskFiles Instance { get; } = new();

    private DiskFiles() { }

    /// <inheritdoc/>
    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public void Write(string path, ReadOnlyMemory<byte> content)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content.Span);
        stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void SyncFolder(string path)
    {
        // .NET opens no folders, and without this the rename itself may be lost in a power cut.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var result = Fsync(descriptor);
        var message = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"{path}: {message}");
        }
    }

    /// <inheritdoc/>
    public void MoveFolder(string from, string to) => Directory.Move(from, to);

    /// <inheritdoc/>
    public void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
