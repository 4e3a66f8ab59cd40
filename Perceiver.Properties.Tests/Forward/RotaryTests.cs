using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Rotary codes: each pair of channels is turned by its frequency times the place.</summary>
public sealed class RotaryTests
{
    // krasserm leaves the longest wavelength out, google-research includes it.
    [Property]
    public void PairsTurnByPowersOfTheLongestWavelength(byte count, byte place, bool endIncluded)
    {
        using var scope = NewDisposeScope();
        var (pairs, at) = (1 + (count % 6), 1 + (place % 50));
        var config = new RotaryConfig.Interleaved(1, null, 10_000, endIncluded);
        var along = tensor(new double[] { 1, 0 }).repeat(2, pairs).unsqueeze(0);
        var turned = Rotary.Apply(config, 1, along, at).reshape(2, pairs, 2);
        for (var pair = 0; pair < pairs; pair++)
        {
            var steps = endIncluded ? Math.Max(1, pairs - 1) : pairs;
            var frequency = Math.Pow(10_000, -(double)pair / steps);
            for (var row = 0; row < 2; row++)
            {
                Assert.Equal(Math.Cos((at + row) * frequency), turned[row, pair, 0].ToDouble(), 1e-12);
                Assert.Equal(Math.Sin((at + row) * frequency), turned[row, pair, 1].ToDouble(), 1e-12);
            }
        }
    }

    [Property]
    public void LengthsStayAndProductsDependOnDistancesOnly(long seed, byte by, bool endIncluded)
    {
        using var scope = NewDisposeScope();
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var config = new RotaryConfig.Interleaved(0.5, null, 100, endIncluded);
        var rows = zeros([2, 5, 16], ScalarType.Float64).normal_(0, 1, generator);
        var (here, there) = (Rotary.Apply(config, 2, rows, 0), Rotary.Apply(config, 2, rows, 1 + by));
        TensorAssert.Close(rows.square().sum(2), here.square().sum(2), 1e-10);
        TensorAssert.Close(here.matmul(here.transpose(1, 2)), there.matmul(there.transpose(1, 2)), 1e-9);
        TensorAssert.Apart(here, there);
    }
}
