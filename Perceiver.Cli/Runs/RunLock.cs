namespace Perceiver.Cli;

/// <summary>Keeps a second process out of a run folder for as long as it is held; a killed process lets go of it.</summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _stream;

    private RunLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="CommandFailure">Another process has it, or the folder cannot be written.</exception>
    public static RunLock Take(RunFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            var path = System.IO.Path.Combine(folder.Path, "run.lock");
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CommandFailure($"the run folder cannot be written: {exception.Message}");
        }
        catch (IOException exception) when (Directory.Exists(folder.Path))
        {
            throw new CommandFailure(
                $"{folder.Path} is in use by another process; wait for it or stop it. ({exception.Message})"
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
