using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>Scopes, what they count, and tensors that nobody disposed.</summary>
[Collection(SerialCollection.Name)]
public sealed class LifetimeTests
{
    [Fact]
    public void AScopeTakesWhatWasMadeInItAndNothingElse()
    {
        using var outer = NewDisposeScope();
        var kept = ones(3);
        Tensor result;
        Tensor dropped;
        using (var inner = NewDisposeScope())
        {
            dropped = kept.add(1);
            result = dropped.mul(2).MoveToOuterDisposeScope();
            Assert.Equal(1, inner.DisposablesCount);
            Assert.True(outer.Contains(result));
        }

        Assert.True(dropped.IsInvalid);
        Assert.False(kept.IsInvalid);
        Assert.Equal(12, result.sum().ToSingle());
    }

    [Fact]
    public void ADetachedTensorOutlivesEveryScope()
    {
        Tensor free;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                free = ones(2).DetachFromDisposeScope();
        }

        Assert.Equal(2, free.sum().item<float>());
        free.Dispose();
    }

    [Fact]
    public void StatisticsCountAsTorchSharpCounts()
    {
        DisposeScopeManager.Statistics.Reset();
        var loose = ones(1);
        using (NewDisposeScope())
        {
            var first = ones(1);
            _ = ones(1);
            first.Dispose();
            ones(1).DetachFromDisposeScope().Dispose();
        }
        loose.Dispose();
        var counts = DisposeScopeManager.Statistics;

        Assert.Equal(1, counts.CreatedOutsideScopeCount);
        Assert.Equal(3, counts.CreatedInScopeCount);
        Assert.Equal(1, counts.DetachedFromScopeCount);
        Assert.Equal(2, counts.DisposedOutsideScopeCount);
        Assert.Equal(2, counts.DisposedInScopeCount);
        Assert.Equal(0, counts.ThreadTotalLiveCount);
    }

    [Fact]
    public void ScopesBelongToTheirThread()
    {
        using var scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = ones(1));
        thread.Start();
        thread.Join();

        Assert.Equal(0, scope.DisposablesCount);
        other!.Dispose();
    }

    [Fact]
    public void TensorsMayBeDroppedToTheFinalizer()
    {
        Drop(100_000);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Drop(1000);

        using var x = ones(4);
        Assert.Equal(4, x.sum().ToSingle());
    }

    // Graphs too: a dropped result may hold the last reference to what it was computed from.
    private static void Drop(int count)
    {
        for (var i = 0; i < count / 4; i++)
        {
            var leaf = ones(16, requires_grad: true);
            _ = leaf.mul(2).exp().sum();
        }
    }
}
