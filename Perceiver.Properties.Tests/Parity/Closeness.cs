using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>How far two tensors are apart.</summary>
internal static class Closeness
{
    /// <summary>Largest difference, relative to the largest magnitude expected or to 1 where that is smaller.</summary>
    public static double Error(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected.shape, actual.shape);
        Tensor a = actual.detach().to(ScalarType.Float64),
            e = expected.to(ScalarType.Float64);
        var difference = a.sub(e).abs().max().item<double>();
        return difference / Math.Max(1, e.abs().max().item<double>());
    }

    /// <summary>Fails with the name and the error where two tensors are further apart than allowed (or not a number).</summary>
    public static void AssertClose(string name, Tensor actual, Tensor expected, double tolerance)
    {
        var error = Error(actual, expected);
        Assert.True(error <= tolerance, $"{name}: relative error {error:G3}, allowed {tolerance:G3}");
    }
}
