namespace Perceiver.Cli;

/// <summary>What a command sees of the world: its streams, the environment and whether a person watches.</summary>
/// <param name="Out">Results. With <c>--json</c> it carries JSON alone.</param>
/// <param name="Error">Messages, and progress where <paramref name="Out"/> carries JSON.</param>
/// <param name="Environment">Looks up an environment variable; null where it is not set.</param>
/// <param name="OutIsTerminal">Whether results go to a terminal that understands cursor movements.</param>
public sealed record Surroundings(
    TextWriter Out,
    TextWriter Error,
    Func<string, string?> Environment,
    bool OutIsTerminal
)
{
    /// <summary>What is read where a file is named <c>-</c>.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess()
    {
        Func<string, string?> environment = System.Environment.GetEnvironmentVariable;
        var terminal = !Console.IsOutputRedirected && environment("TERM") is { Length: > 0 } term && term != "dumb";
        return new Surroundings(Console.Out, Console.Error, environment, terminal) { In = Console.In };
    }

    /// <summary>Whether colours are wanted (https://no-color.org).</summary>
    public bool Colours => OutIsTerminal && string.IsNullOrEmpty(Environment("NO_COLOR"));

    /// <summary>Where run folders are made and looked for.</summary>
    public string RunsFolder => Environment("PERCEIVER_RUNS") is { Length: > 0 } given ? given : "runs";
}
