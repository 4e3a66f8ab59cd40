using System.Diagnostics;
using System.Reflection;

namespace Perceiver.Properties.Tests.Packages;

/// <summary>What a <c>dotnet</c> command said.</summary>
internal sealed record DotnetRun(int ExitCode, string Output);

/// <summary>Runs the SDK as a person would.</summary>
internal static class Dotnet
{
    /// <summary>What the tests were built with: the value of a property of theirs.</summary>
    public static string BuiltWith(string property) =>
        typeof(Dotnet)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => one.Key == property)
            .Value!;

    /// <summary>The command in a folder. No compiler or build node outlives it.</summary>
    public static async Task<DotnetRun> Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // `dotnet test` tells its children where its own MSBuild lies; a fresh command finds that by itself.
        foreach (var name in start.Environment.Keys.Where(IsOfMsbuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output + await errors);
    }

    private static bool IsOfMsbuild(string name) => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
