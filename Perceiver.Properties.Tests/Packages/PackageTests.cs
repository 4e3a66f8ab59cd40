using System.Text.Json;
using Xunit;

namespace Perceiver.Properties.Tests.Packages;

/// <summary>The packages, as a project outside the tree meets them.</summary>
[Collection(PackagesCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PackageTests(PackedSolution packed)
{
    [Fact]
    public async Task The_example_of_the_README_builds_and_runs_and_its_mistakes_stand_in_the_YAML_file()
    {
        var project = packed.Project("hello", "Perceiver.Model", "Perceiver.Generators");
        project.Write("configs/tiny.yaml", ReadmeBlocks.TinyYaml);
        project.Write("Program.cs", ReadmeBlocks.TinyProgram);

        var build = await project.Build();
        Assert.True(build.ExitCode == 0, build.Output);
        var run = await project.Execute();
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("logits 32x10", run.Output, StringComparison.Ordinal);

        // One mistake: an error at its line and column, and none in the C# that uses the type.
        project.Write("configs/tiny.yaml", ReadmeBlocks.TinyYaml.Replace("stages", "stage", StringComparison.Ordinal));
        var broken = await project.Build();
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains(
            project.PathOf("configs/tiny.yaml") + "(6,14): error PCV101: ",
            broken.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("error CS", broken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_the_model_gets_no_engine()
    {
        var project = packed.Project("records", "Perceiver.Config", "Perceiver.Generators");
        project.Write("configs/tiny.yaml", ReadmeBlocks.TinyYaml);
        project.Write(
            "Program.cs",
            "using Perceiver.Generated;\nConsole.WriteLine($\"{Tiny.Config.Model.Latents.Count} = {Tiny.Latents}\");\n"
        );

        var build = await project.Build();
        Assert.True(build.ExitCode == 0, build.Output);
        var run = await project.Execute();
        Assert.Equal((0, "8 = 8"), (run.ExitCode, run.Output.Trim()));

        using var assets = JsonDocument.Parse(project.Assets);
        var libraries = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(one => one.Name);
        Assert.Equal(
            ["Perceiver.Config", "Perceiver.Generators", "YamlDotNet"],
            libraries.Select(name => name.Split('/')[0]).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["Perceiver.Config.dll", "YamlDotNet.dll", "records.dll"],
            project.OutputFiles.Where(IsCode).Order(StringComparer.Ordinal)
        );
    }

    private static bool IsCode(string file) => Path.GetExtension(file) is ".dll" or ".so" or ".dylib";
}
