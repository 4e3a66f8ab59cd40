using System.Runtime.InteropServices;

namespace Perceiver.Cli;

/// <summary>
/// A wish to stop, from Ctrl-C or SIGTERM. The loop looks at it after each step; a second signal ends the process at
/// once, as it always does.
/// </summary>
public sealed class Interruption : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _exitCode;

    /// <summary>Whether somebody wants the run to stop.</summary>
    public bool Requested => Volatile.Read(ref _exitCode) != 0;

    /// <summary>What the process will answer.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>One that listens to this process's signals.</summary>
    public static Interruption OfProcess()
    {
        var interruption = new Interruption();
        interruption.Listen(PosixSignal.SIGINT, ExitCodes.Interrupted);
        interruption.Listen(PosixSignal.SIGTERM, ExitCodes.Terminated);
        return interruption;
    }

    /// <summary>Asks for a stop; true for the first who does.</summary>
    public bool Request(int exitCode) => Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0;

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Listen(PosixSignal signal, int exitCode) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Request(exitCode)));
}
