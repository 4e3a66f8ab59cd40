namespace Perceiver.Cli;

/// <summary>
/// A failure that a person can act on: the message says what, where and what to do. It is thrown anywhere in the shell
/// and printed in one place, without a stack trace.
/// </summary>
public sealed class CommandFailure(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    /// <summary>What the process answers.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>A failure of the command line as it was typed.</summary>
    public static CommandFailure Usage(string message) => new(message, ExitCodes.Usage);
}
