namespace Perceiver.Properties.Tests.Packages;

/// <summary>A fresh console project that knows nothing of this repository but its packages.</summary>
internal sealed class OutsideProject
{
    private readonly string _folder;
    private readonly string _name;

    public OutsideProject(string folder, string feed, string cache, string[] packages)
    {
        _folder = folder;
        _name = Path.GetFileName(folder);
        var references = packages.Select(id =>
            $"""<PackageReference Include="{id}" Version="{PackedSolution.Version}" />"""
        );
        Write(
            _name + ".csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                <RestorePackagesPath>{cache}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references)}
              </ItemGroup>
            </Project>
            """
        );
        Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{feed}" />
                <add key="downloaded" value="{Downloaded}" />
              </packageSources>
            </configuration>
            """
        );
    }

    /// <summary>Where the compiled program lies.</summary>
    public string OutputFolder => Path.Combine(_folder, "bin", "Debug", "net10.0");

    /// <summary>The files of the compiled program, by their paths in its folder.</summary>
    public IEnumerable<string> OutputFiles =>
        Directory
            .GetFiles(OutputFolder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(OutputFolder, file));

    /// <summary>What restoring decided.</summary>
    public string Assets => File.ReadAllText(Path.Combine(_folder, "obj", "project.assets.json"));

    // What building this repository downloaded already serves as a feed; the configured feeds stay.
    private static string Downloaded =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public string PathOf(string file) => Path.Combine(_folder, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public Task<DotnetRun> Build() => Dotnet.Run(_folder, "build", "-nologo", "-v:q");

    public Task<DotnetRun> Execute() => Dotnet.Run(_folder, Path.Combine(OutputFolder, _name + ".dll"));
}
