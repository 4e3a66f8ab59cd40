using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Comparing tensors and trees, with what differs in the message.</summary>
internal static class TensorAssert
{
    /// <summary>Largest difference over the largest magnitude of either, or over 1 where that is smaller.</summary>
    public static double Distance(Tensor left, Tensor right)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(left.shape, right.shape);
        Tensor a = left.detach(),
            b = right.detach();
        var magnitude = Math.Max(1, maximum(a.abs(), b.abs()).max().ToDouble());
        return a.sub(b).abs().max().ToDouble() / magnitude;
    }

    public static void Close(Tensor expected, Tensor actual, double tolerance = 1e-10, string what = "tensor")
    {
        var distance = Distance(expected, actual);
        Assert.True(distance <= tolerance, $"{what} differs by {distance:G3}, allowed {tolerance:G3}");
    }

    /// <summary>For negative twins: far more apart than rounding explains.</summary>
    public static void Apart(Tensor left, Tensor right, string what = "tensor") =>
        Assert.True(Distance(left, right) > 1e-9, $"{what}: equal, but must differ");

    public static void Close<P>(P expected, P actual, double tolerance = 1e-10)
        where P : IParameterTree<P>
    {
        foreach (var (name, (left, right)) in expected.Names().Zip(expected.Leaves().Zip(actual.Leaves())))
        {
            Close(left, right, tolerance, name);
        }
    }

    /// <summary>The same bits, leaf by leaf.</summary>
    public static void SameBits<P>(P expected, P actual)
        where P : IParameterTree<P>
    {
        foreach (var (name, (left, right)) in expected.Names().Zip(expected.Leaves().Zip(actual.Leaves())))
        {
            Assert.True(Bits(left).AsSpan().SequenceEqual(Bits(right)), $"{name} has other bits");
        }
    }

    public static byte[] Bits(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().contiguous().bytes.ToArray();
    }
}
