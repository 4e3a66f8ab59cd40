using System.Text.RegularExpressions;
using Xunit;

namespace Perceiver.Properties.Tests.Conventions;

/// <summary>Kinds of devices are told apart in the engine's list and where words become a device, and nowhere else.</summary>
public sealed partial class DeviceKindTests
{
    private static readonly string[] Allowed =
    [
        Path.Combine("Perceiver.Model", "Engine"),
        Path.Combine("Perceiver.Cli", "Devices"),
    ];

    [Fact]
    public void Nobody_else_asks_which_kind_a_device_is()
    {
        var (allowed, others) = (new List<string>(), new List<string>());
        foreach (var project in (string[])["Perceiver.Model", "Perceiver.Data", "Perceiver.Cli"])
        {
            foreach (var path in Sources(project))
            {
                if (Question().IsMatch(File.ReadAllText(path)))
                {
                    var from = Path.GetRelativePath(Repository.Root, path);
                    (Allowed.Any(folder => from.StartsWith(folder, StringComparison.Ordinal)) ? allowed : others).Add(
                        from
                    );
                }
            }
        }

        Assert.Empty(others);
        // The pattern finds what it looks for.
        Assert.NotEmpty(allowed);
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    [GeneratedRegex(
        @"DeviceType\.|\.device_type\b|device\.type\b|Device\.type\b|\bcuda\.(is_available|device_count)\b|""cuda"
    )]
    private static partial Regex Question();
}
