using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>What libtorch refuses arrives as TorchSharp's exception, and leaves nothing behind.</summary>
[Collection(SerialCollection.Name)]
public sealed class FailureTests
{
    [Fact]
    public void ARefusedProductIsAnExternalException()
    {
        using var left = zeros(2, 3);
        using var right = zeros(4, 5);

        var error = Assert.ThrowsAny<ExternalException>(() => left.matmul(right));

        Assert.Contains("2x3", error.Message, StringComparison.Ordinal);
        Assert.Contains("4x5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheThreadWorksOnAfterAFailure()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 3);
        Assert.ThrowsAny<ExternalException>(() => x.view(7));

        Assert.Equal(6, x.sum().ToSingle());
    }

    [Fact]
    public void AFailureLeavesNoTensorBehind()
    {
        using var x = ones(2, 3);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 100; i++)
            Assert.ThrowsAny<ExternalException>(() => cat([x, ones(5)], 0).Dispose());

        using (NewDisposeScope())
            Assert.ThrowsAny<ExternalException>(() => autograd.grad([x.sum()], [x]));
        // Each of the hundred made one tensor of its own, which is its caller's.
        Assert.Equal(before + 100, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ADisposedTensorSaysSo()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();

        Assert.True(x.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => x.add(1));
        Assert.Throws<InvalidOperationException>(() => x.shape);
    }

#if !TORCHSHARP_PACKAGE
    [Fact]
    public void TheExceptionNamesTheOperatorAndItsOperands()
    {
        using var left = zeros(2, 3);
        using var right = zeros(4, 5, dtype: float64);

        var error = Assert.Throws<Perceiver.Libtorch.TorchOperationException>(() => left.bmm(right));

        Assert.Equal("aten::bmm", error.Operation);
        Assert.Equal("Float32[2, 3]; Float64[4, 5]", string.Join("; ", error.Operands));
        Assert.StartsWith("aten::bmm(Float32[2, 3], Float64[4, 5]): ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownOperatorIsNamed()
    {
        var operation = new Perceiver.Libtorch.Operation("aten::no_such_operator");
        var error = Assert.Throws<Perceiver.Libtorch.TorchOperationException>(() => operation.Run());
        Assert.Contains("no_such_operator", error.Message, StringComparison.Ordinal);
    }
#endif
}
