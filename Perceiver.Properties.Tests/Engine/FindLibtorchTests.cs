using System.Diagnostics;
using Perceiver.Properties.Tests.Conventions;
using Perceiver.Properties.Tests.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>What the build script finds, in folders that look like libtorch.</summary>
public sealed class FindLibtorchTests : IDisposable
{
    private const string OldString = "_ZN3c106detail14torchCheckFailEPKcS2_jRKSs";
    private const string NewString = "_ZN3c106detail14torchCheckFailEPKcS2_jRKNSt7__cxx1112basic_stringIcE";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OldString, "0")]
    [InlineData(NewString, "1")]
    public void A_folder_is_taken_with_the_strings_that_its_library_was_built_with(string symbol, string abi)
    {
        var root = Libtorch("some", "2.3.1", symbol, false);
        var facts = Find(("LIBTORCH", root));
        Assert.Equal(("LIBTORCH", root, "2.3.1", abi, ""), Shown(facts));
        Assert.Equal(Path.Combine(root, "lib"), facts["libraries"]);
    }

    [Fact]
    public void Pythons_torch_is_found_through_its_environment_with_its_cuda_and_openmp()
    {
        // A Python that answers as one with torch does.
        var root = Libtorch("site/torch", "2.11.0", NewString, true);
        _folder.Write("site/torch/lib/libgomp-a34b3233.so.1", []);
        _folder.Write("venv/bin/python3", $"#!/bin/sh\necho '{root}'\n");
        using (var chmod = Process.Start("chmod", ["+x", _folder["venv/bin/python3"]]))
        {
            chmod.WaitForExit();
        }

        var facts = Find(("LIBTORCH", "python"), ("VIRTUAL_ENV", _folder["venv"]));
        Assert.Equal((root, "2.11.0", "yes"), (facts["root"], facts["version"], facts["cuda"]));
        Assert.Equal($"Python ({_folder["venv/bin/python3"]})", facts["origin"]);
        Assert.EndsWith("libgomp-a34b3233.so.1", facts["openmp"], StringComparison.Ordinal);
    }

    [Fact]
    public void Newer_versions_keep_their_number_in_another_header()
    {
        var root = Libtorch("newer", "1.0.0", NewString, false);
        _folder.Write("newer/include/torch/headeronly/version.h", Header("2.12.3"));
        Assert.Equal("2.12.3", Find(("LIBTORCH", root))["version"]);
    }

    [Fact]
    public void Where_there_is_none_it_says_where_it_looked()
    {
        var (code, _, error) = Run(("LIBTORCH", _folder["nowhere"]));
        Assert.Equal(1, code);
        Assert.Contains(_folder["nowhere"], error);
    }

    private static (string, string, string, string, string) Shown(Dictionary<string, string> facts) =>
        (facts["origin"], facts["root"], facts["version"], facts["abi"], facts["cuda"]);

    private static string Header(string version)
    {
        var numbers = version.Split('.');
        return $"#define TORCH_VERSION_MAJOR {numbers[0]}\n#define TORCH_VERSION_MINOR {numbers[1]}\n"
            + $"#define TORCH_VERSION_PATCH {numbers[2]}\n";
    }

    private string Libtorch(string name, string version, string symbol, bool hasCuda)
    {
        _folder.Write($"{name}/include/torch/csrc/api/include/torch/version.h", Header(version));
        _folder.Write($"{name}/lib/libc10.so", $"\0\0{symbol}\0");
        if (hasCuda)
        {
            _folder.Write($"{name}/lib/libtorch_cuda.so", "");
        }

        return _folder[name];
    }

    private static Dictionary<string, string> Find(params (string, string)[] environment)
    {
        var (code, output, error) = Run(environment);
        Assert.True(code == 0, error);
        return output
            .Split('\n')
            .Where(line => line.Length > 0)
            .Select(line => line.Split('\t'))
            .ToDictionary(line => line[0], line => line[1]);
    }

    private static (int Code, string Out, string Error) Run(params (string Name, string Value)[] environment)
    {
        var script = Path.Combine(Repository.Root, "compat", "TorchSharp", "native", "find-libtorch");
        var start = new ProcessStartInfo("bash", [script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CONDA_PREFIX");
        start.Environment.Remove("VIRTUAL_ENV");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
