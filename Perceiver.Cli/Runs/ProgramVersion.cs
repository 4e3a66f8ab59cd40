using System.Reflection;

namespace Perceiver.Cli;

/// <summary>Which program this is.</summary>
public static class ProgramVersion
{
    /// <summary>For example 0.1.0.</summary>
    public static string Current { get; } =
        typeof(ProgramVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";
}
