using System.Diagnostics;
using Xunit;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>
/// The same table in a process where the C library fills memory that was freed or is handed out with a pattern: an
/// operator that reads what it did not write gives other numbers there.
/// </summary>
[Collection(SerialCollection.Name)]
[Trait("Category", "Slow")]
public sealed class FreshMemoryTests
{
    private const string Filter = "FullyQualifiedName~Engines.OperationTests.Float32AgreesWithFloat64";

    [Fact]
    public async Task OperatorsReadOnlyWhatWasWritten()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "vstest", typeof(FreshMemoryTests).Assembly.Location, $"--TestCaseFilter:{Filter}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MALLOC_PERTURB_"] = "128";
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0, output + await errors);
        Assert.Contains("Passed", output, StringComparison.Ordinal);
    }
}
