using System.Reflection;
using TorchSharp;
using Xunit;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>
/// The product is written against TorchSharp 0.105.2. Its lines stand in <c>torchsharp-surface.txt</c> (read from
/// TorchSharp by reflection, filtered to what such a program may use) and <c>torchsharp-more.txt</c> (what that filter
/// left out); <c>compat-surface.txt</c> is what compat/TorchSharp offers.
/// </summary>
public sealed class SurfaceTests
{
    [Fact]
    public void WhatTheCompatEngineOffersIsInTorchSharp()
    {
        var torchSharp = Read("torchsharp-surface.txt")
            .Concat(Read("torchsharp-more.txt"))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], Read("compat-surface.txt").Except(torchSharp));
    }

    /// <summary>With the compat engine the two are equal; TorchSharp itself has more, and must lack nothing.</summary>
    [Fact]
    public void TheEngineHasEveryMemberThatTheProductMayUse()
    {
        var offered = Surface.Of(typeof(torch).Assembly);
        var listed = Read("compat-surface.txt");

        // Another version may have other optional parameters; whether the product's calls bind, the compiler says.
        if (BuiltWith == "0.105.2")
            Assert.Equal([], listed.Except(offered));
#if !TORCHSHARP_PACKAGE
        Assert.Equal([], offered.Except(listed));
#endif
    }

    [Fact]
    public void APrintedSurfaceNoticesAnotherNameTypeOrDefault()
    {
        var lines = Surface.Of(typeof(torch).Assembly);

        Assert.Contains(
            "torch.nn.functional\tstatic Tensor linear(Tensor input, Tensor weights, Tensor bias = null)",
            lines
        );
        Assert.DoesNotContain(
            "torch.nn.functional\tstatic Tensor linear(Tensor input, Tensor weight, Tensor bias = null)",
            lines
        );
        Assert.DoesNotContain(
            "torch.nn.functional\tstatic Tensor linear(Tensor input, Tensor weights, Tensor bias)",
            lines
        );
    }

    private static string? BuiltWith =>
        typeof(SurfaceTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(each => each.Key == "TorchSharpVersion")
            .Value;

    private static HashSet<string> Read(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Engine", file))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .ToHashSet(StringComparer.Ordinal);
}
