using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>First weights follow the distribution that the config names.</summary>
public sealed class InitializationTests
{
    private const int Rows = 200,
        Columns = 300;

    [Fact]
    public void TruncatedNormalStaysWithinTwoDeviations()
    {
        using var scope = NewDisposeScope();
        var draw = Draw(new(InitKind.TruncatedNormal, 0.02));
        Assert.InRange(draw.abs().max().ToDouble(), 0.035, 0.04);
        Assert.InRange(draw.std().ToDouble(), 0.97 * 0.02 * 0.8796, 1.03 * 0.02 * 0.8796);
    }

    [Fact]
    public void NormalDoesNot()
    {
        using var scope = NewDisposeScope();
        var draw = Draw(new(InitKind.Normal, 0.02));
        Assert.True(draw.abs().max().ToDouble() > 0.06);
        Assert.InRange(draw.std().ToDouble(), 0.97 * 0.02, 1.03 * 0.02);
    }

    [Fact]
    public void UniformFillsItsInterval()
    {
        using var scope = NewDisposeScope();
        var draw = Draw(new(InitKind.Uniform, 0.05));
        Assert.InRange(draw.max().ToDouble(), 0.0499, 0.05);
        Assert.InRange(draw.min().ToDouble(), -0.05, -0.0499);
        Assert.InRange(draw.mean().ToDouble(), -0.0005, 0.0005);
    }

    [Fact]
    public void GlorotLimitComesFromBothFans()
    {
        using var scope = NewDisposeScope();
        var limit = Math.Sqrt(6.0 / (Rows + Columns));
        var draw = Draw(new(InitKind.GlorotUniform, 0));
        Assert.InRange(draw.abs().max().ToDouble(), 0.999 * limit, limit);
    }

    [Fact]
    public void LecunVarianceIsOneOverTheInputs()
    {
        using var scope = NewDisposeScope();
        var draw = Draw(new(InitKind.LecunNormal, 0));
        Assert.InRange(draw.square().mean().ToDouble() * Columns, 0.97, 1.03);
    }

    [Property]
    public void AKeyIsAValueAndPathsDoNotMix(int seed, string path, int number)
    {
        var key = RngKey.FromSeed(seed);
        Assert.Equal(key.Fold(path ?? "").Fold(number), RngKey.FromSeed(seed).Fold(path ?? "").Fold(number));
        RngKey[] keys = [key, key.Fold(number), key.Fold(number + 1L), key.Fold(path + "a"), key.Fold(path + "b")];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys.Length, keys.Select(each => each.Bits()).Distinct().Count());
        Assert.NotEqual(key.Fold("a").Fold("b"), key.Fold("b").Fold("a"));
    }

    private static Tensor Draw(InitConfig init) =>
        Initialization.Draw(
            new("weight", new[] { Rows, Columns }.ToEquatableArray(), init),
            RngKey.FromSeed(1),
            ScalarType.Float64,
            CPU
        );
}
