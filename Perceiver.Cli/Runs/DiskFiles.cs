using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Perceiver.Cli;

/// <summary>The disk. Writes are durable: a power cut after a call returned loses nothing of it.</summary>
public sealed partial class DiskFiles : IFiles
{
    // fsync with what it needs on each system (EINTR, F_FULLFSYNC). FileStream.Flush(flushToDisk: true) ends in it as
    // well, but keeps its errors to itself: a disk that fails would look like one that wrote.
    private const string SystemNative = "libSystem.Native";

    /// <summary>The one instance.</summary>
    public static DiskFiles Instance { get; } = new();

    private DiskFiles() { }

    /// <summary>Waits until all that was written to a stream is on the disk.</summary>
    /// <exception cref="IOException">It did not get there.</exception>
    public static void Sync(FileStream stream)
    {
        stream.Flush(flushToDisk: OperatingSystem.IsWindows());
        if (!OperatingSystem.IsWindows() && FsyncFile(stream.SafeFileHandle) != 0)
        {
            throw Failed(stream.Name);
        }
    }

    /// <inheritdoc/>
    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public void Write(string path, ReadOnlyMemory<byte> content)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content.Span);
        Sync(stream);
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
            throw Failed(path);
        }

        var failure = Fsync(descriptor) == 0 ? null : Failed(path);
        _ = Close(descriptor);
        if (failure is not null)
        {
            throw failure;
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

    // To be called before anything else overwrites the error's number.
    private static IOException Failed(string path) => new($"{Marshal.GetLastPInvokeErrorMessage()} : '{path}'");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(SystemNative, EntryPoint = "SystemNative_FSync", SetLastError = true)]
    private static partial int FsyncFile(SafeFileHandle file);

    [LibraryImport(SystemNative, EntryPoint = "SystemNative_FSync", SetLastError = true)]
    private static partial int Fsync(nint descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
