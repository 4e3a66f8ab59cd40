using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Optimisers against their formulas, number by number.</summary>
public sealed class OptimizerFormulaTests
{
    private const double Rate = 0.01,
        Decay = 0.1;

    private static readonly OptimizerConfig.AdamW Adam = new(1, 0.9, 0.99, 1e-8, Decay, false);
    private static readonly OptimizerConfig.Lamb Trusting = new(1, 0.9, 0.99, 1e-6, Decay, false);

    [Property]
    public void AdamWDecaysMatricesAndNotBiases(int seed)
    {
        using var scope = NewDisposeScope();
        var (p, g1, g2) = Problem(seed);
        var (after1, state1) = Optimizers.Update(Adam, p, g1, Optimizers.Init(p), 1, Rate);
        var (after2, _) = Optimizers.Update(Adam, after1, g2, state1, 2, Rate);
        AssertLeaf(p.Weight, g1.Weight, g2.Weight, after2.Weight, Decay);
        AssertLeaf(p.Bias!, g1.Bias!, g2.Bias!, after2.Bias!, 0);

        void AssertLeaf(Tensor before, Tensor first, Tensor second, Tensor after, double decay)
        {
            var numbers = Numbers(before).Zip(Numbers(first), Numbers(second));
            var expected = numbers.Select(at =>
            {
                double x = at.First,
                    m = 0,
                    v = 0;
                foreach (var (slope, step) in new[] { (at.Second, 1), (at.Third, 2) })
                {
                    m = (0.9 * m) + (0.1 * slope);
                    v = (0.99 * v) + (0.01 * slope * slope);
                    x -= Rate * decay * x;
                    var mean = m / (1 - Math.Pow(0.9, step));
                    x -= Rate * mean / (Math.Sqrt(v / (1 - Math.Pow(0.99, step))) + 1e-8);
                }

                return x;
            });
            TensorAssert.Close(tensor(expected.ToArray()), after.flatten(), 1e-12);
        }
    }

    [Property]
    public void LambMovesAMatrixByTheRateTimesItsNorm(int seed)
    {
        using var scope = NewDisposeScope();
        var (p, g, _) = Problem(seed);
        var (after, _) = Optimizers.Update(Trusting, p, g, Optimizers.Init(p), 1, Rate);
        var moved = after.Weight.sub(p.Weight).norm().ToDouble();
        Assert.Equal(Rate * p.Weight.norm().ToDouble(), moved, 1e-12);
        Assert.NotEqual(Rate * p.Bias!.norm().ToDouble(), after.Bias!.sub(p.Bias!).norm().ToDouble(), 1e-6);
    }

    [Property]
    public void LambTrustsAZeroMatrixWithARatioOfOne(int seed)
    {
        using var scope = NewDisposeScope();
        var (some, g, _) = Problem(seed);
        var p = some.Map(leaf => zeros_like(leaf));
        var (after, _) = Optimizers.Update(Trusting, p, g, Optimizers.Init(p), 1, Rate);

        // The first corrected step of Adam is the gradient's sign.
        TensorAssert.Close(g.Weight.div(g.Weight.abs().add(1e-6)).mul(-Rate), after.Weight, 1e-12);
    }

    [Property]
    public void ClippingShortensAndDoesNotTurn(int seed, byte percent)
    {
        using var scope = NewDisposeScope();
        var (_, g, _) = Problem(seed);
        var norm = GradientClipping.GlobalNorm(g);
        var all = g.Leaves().SelectMany(Numbers).Sum(number => number * number);
        Assert.Equal(Math.Sqrt(all), norm, 1e-12);
        var largest = norm * (1 + percent) / 128;
        var clipped = GradientClipping.Clip(g, norm, largest);
        Assert.Equal(Math.Min(norm, largest), GradientClipping.GlobalNorm(clipped), 1e-12);
        TensorAssert.Close(g.Weight.mul(Math.Min(1, largest / norm)), clipped.Weight, 1e-12);
    }

    private static IEnumerable<double> Numbers(Tensor tensor) => tensor.contiguous().data<double>().ToArray();

    private static (LinearParameters, LinearParameters, LinearParameters) Problem(int seed)
    {
        return (Draw("parameters"), Draw("first"), Draw("second"));

        LinearParameters Draw(string name)
        {
            using var generator = RngKey.FromSeed(seed).Fold(name).NewGenerator();
            return new(
                zeros(3, 4, ScalarType.Float64).normal_(0, 1, generator),
                zeros(4, ScalarType.Float64).normal_(0, 1, generator)
            );
        }
    }
}
