using FsCheck.Xunit;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>What the engine tells of a machine, from what it found there.</summary>
public sealed class EngineReportTests
{
    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0", BlasKind.OpenBlas)]
    [InlineData("/opt/torch/lib/libopenblas64_p-r0.so", BlasKind.OpenBlas)]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3", BlasKind.OpenBlas)]
    [InlineData("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0", BlasKind.Reference)]
    [InlineData("/usr/lib/libblas.so.3", BlasKind.Reference)]
    [InlineData("/usr/lib64/libblas.so.3", BlasKind.Reference)]
    [InlineData("/usr/lib/x86_64-linux-gnu/atlas/libblas.so.3", BlasKind.Other)]
    [InlineData("/usr/lib/libblis.so.4", BlasKind.Other)]
    [InlineData("/opt/intel/mkl/lib/libmkl_core.so.2", BlasKind.Other)]
    public void A_blas_is_known_by_where_distributions_put_it(string path, BlasKind kind) =>
        Assert.Equal(kind, BlasLibrary.KindOf(path));

    [Fact]
    public void What_makes_training_slow_is_told_with_what_mends_it()
    {
        Assert.Empty(EngineProblems.Slow(BlasKind.OpenBlas, "/lib/libopenblas.so", isX86: true, hasAvx2: true));
        Assert.Empty(EngineProblems.Slow(BlasKind.Other, "/lib/libblis.so", isX86: false, hasAvx2: false));

        var blas = Assert.Single(EngineProblems.Slow(BlasKind.Reference, "/lib/libblas.so.3", false, false));
        Assert.Contains("/lib/libblas.so.3", blas.What);
        Assert.Equal("apt-get install libopenblas0-pthread", blas.Mend);
        Assert.False(blas.Fatal);

        var processor = Assert.Single(EngineProblems.Slow(BlasKind.OpenBlas, null, isX86: true, hasAvx2: false));
        Assert.Contains("AVX2", processor.What);
        Assert.Null(processor.Mend);
        Assert.False(processor.Fatal);
        Assert.Equal(2, EngineProblems.Slow(BlasKind.Reference, null, isX86: true, hasAvx2: false).Count());
    }

    [Fact]
    public void Without_libtorch_nothing_works_and_the_bottom_of_the_failure_is_told()
    {
        var inner = new DllNotFoundException("libtorch.so: no such file. \r\nand more");
        var problem = EngineProblems.CannotLoad(new TypeInitializationException("Shim", inner), "install it");
        Assert.Equal(new("libtorch cannot be loaded: libtorch.so: no such file.", "install it", Fatal: true), problem);

        Assert.Equal("alone", EngineProblems.FirstLine(new NotSupportedException("alone...")));
        Assert.False(EngineProblems.NoCompiler.Fatal);
        Assert.Contains("compiler", EngineProblems.NoCompiler.What);
        Assert.Contains("g++", EngineProblems.NoCompiler.Mend);
    }

    [Property]
    public void Features_that_are_there_are_named_in_order(bool avx, bool fma)
    {
        var expected = (avx, fma) switch
        {
            (true, true) => "AVX2, FMA",
            (true, false) => "AVX2",
            (false, true) => "FMA",
            _ => "none",
        };
        Assert.Equal(expected, EngineProblems.Features(("AVX2", avx), ("FMA", fma)));
    }

    [Theory]
    [InlineData(13000, "13.0")]
    [InlineData(12080, "12.8")]
    [InlineData(11070, "11.7")]
    public void A_driver_tells_its_cuda_and_whether_it_starts(int number, string version)
    {
        Assert.Equal((version, $"NVIDIA's driver: for CUDA {version}"), CudaDriver.Found(number, 0));
        var (same, looked) = CudaDriver.Found(number, 803);
        Assert.Equal(version, same);
        Assert.StartsWith($"NVIDIA's driver: for CUDA {version}", looked);
        Assert.Contains("803", looked);
    }

    [Fact]
    public void What_was_looked_for_of_cuda_is_told_in_two_clauses()
    {
        var facts = Engine.Current.InspectCuda();
        Assert.Equal(2, facts.Looked.Length);
        Assert.Matches("^libtorch's CUDA part: .{5,}", facts.Looked[0]);
        Assert.Matches("^NVIDIA's driver: .{5,}", facts.Looked[1]);
        Assert.DoesNotContain('\n', facts.ToString());
        Assert.Equal(
            LoadedLibraries.Find("libtorch_cuda") is not null,
            facts.Looked[0].StartsWith("libtorch's CUDA part: loaded", StringComparison.Ordinal)
        );
        if (facts.Devices == 0)
        {
            Assert.Equal($"no device ({facts.Looked[0]}; {facts.Looked[1]})", facts.ToString());
        }
    }

    [Fact]
    public void Of_cuda_it_is_told_what_is_missing()
    {
        Assert.Equal("libtorch's CUDA part: no such file", EngineProblems.CudaPart("no such file", hasDriver: false));
        Assert.Contains("driver", EngineProblems.CudaPart(null, hasDriver: false));
        Assert.Null(EngineProblems.CudaPart(null, hasDriver: true));
    }

    [Fact]
    public void A_missing_compiler_is_a_problem_and_one_that_is_there_exists()
    {
        var facts = Engine.Current.Inspect();
        var told = facts.Problems.Contains(EngineProblems.NoCompiler);
        Assert.True(facts.Compiler is null ? told || facts.Engine != "compat" : !told && File.Exists(facts.Compiler));
    }

    [Theory]
    [InlineData(1, "13.0", "13.1", "1 device, libtorch for CUDA 13.0, driver for 13.1")]
    [InlineData(2, "12.4", null, "2 devices, libtorch for CUDA 12.4, driver for ?")]
    [InlineData(8, null, "12.4", "8 devices, libtorch for CUDA ?, driver for 12.4")]
    public void Devices_are_counted_with_both_versions(int devices, string? libtorch, string? driver, string told) =>
        Assert.Equal(told, new CudaFacts(devices, libtorch, driver, ["one", "two"]).ToString());

    [Fact]
    public void The_loaded_libraries_are_shared_libraries_that_exist()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _ = Engine.Current.Inspect();
        var all = LoadedLibraries.All();
        Assert.All(all, path => Assert.StartsWith("/", path, StringComparison.Ordinal));
        Assert.All(all, path => Assert.Contains(".so", Path.GetFileName(path), StringComparison.Ordinal));
        Assert.Equal(all.Distinct(), all);
        Assert.Equal(
            all.First(path => Path.GetFileName(path).StartsWith("libc.", StringComparison.Ordinal)),
            LoadedLibraries.Find("libc.")
        );
        Assert.Null(LoadedLibraries.Find("libnothing-of-this-name"));
    }
}
