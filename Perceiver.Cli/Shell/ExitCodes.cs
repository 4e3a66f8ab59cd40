namespace Perceiver.Cli;

/// <summary>What the process answers; scripts rely on these numbers.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It could not be done.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or a config with errors.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by SIGINT (Ctrl-C), after saving.</summary>
    public const int Interrupted = 130;

    /// <summary>Interrupted by SIGTERM, after saving.</summary>
    public const int Terminated = 143;
}
