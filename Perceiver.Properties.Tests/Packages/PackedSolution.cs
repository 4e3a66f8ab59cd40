using Perceiver.Properties.Tests.Conventions;
using Xunit;

namespace Perceiver.Properties.Tests.Packages;

/// <summary>The solution's packages, in a folder that can serve as a feed.</summary>
public sealed class PackedSolution : IAsyncLifetime
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("perceiver-packages-");

    /// <summary>The folder with the packages.</summary>
    public string Feed => Path.Combine(_work.FullName, "feed");

    /// <summary>The package files of one kind (<c>.nupkg</c>, <c>.snupkg</c>), by their ids.</summary>
    public IReadOnlyDictionary<string, string> Files(string extension) =>
        Directory
            .GetFiles(Feed, "*" + extension)
            .ToDictionary(file => Path.GetFileName(file)[..^(Version.Length + extension.Length + 1)]);

    /// <summary>The version of all of them.</summary>
    public static string Version { get; } = typeof(PackedSolution).Assembly.GetName().Version!.ToString(3);

    /// <summary>A folder of its own outside the tree, removed in the end.</summary>
    internal OutsideProject Project(string name, params string[] packages) =>
        new(Path.Combine(_work.FullName, name), Feed, Path.Combine(_work.FullName, "cache"), packages);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var run = await Dotnet.Run(
            Repository.Root,
            "pack",
            "Perceiver.sln",
            "--no-build",
            "--configuration",
            Dotnet.BuiltWith("Configuration"),
            "-p:TorchBackend=" + Dotnet.BuiltWith("TorchBackend"),
            "--output",
            Feed,
            "-v:q"
        );
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.DoesNotContain("warning", run.Output, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _work.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
