using FsCheck;
using FsCheck.Xunit;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class OrderTests
{
    [Property]
    public void An_epochs_order_is_a_permutation(long seed, NonNegativeInt epoch, NonNegativeInt count)
    {
        var n = count.Get % 1000;
        var order = Batches.Order(RngKey.FromSeed(seed), epoch.Get, n);
        Assert.Equal(Enumerable.Range(0, n), order.Order());
    }

    [Property]
    public void It_depends_on_seed_and_epoch_and_on_nothing_else(long seed, NonNegativeInt epoch)
    {
        var key = RngKey.FromSeed(seed);
        var order = Batches.Order(key, epoch.Get, 100);
        Assert.Equal(order, Batches.Order(key, epoch.Get, 100));
        Assert.NotEqual(order, Batches.Order(key, epoch.Get ^ 1, 100));
        Assert.NotEqual(order, Batches.Order(RngKey.FromSeed(seed ^ 1), epoch.Get, 100));
    }

    [Fact]
    public void Every_permutation_is_as_likely_as_any_other()
    {
        var seen = Enumerable
            .Range(0, 12_000)
            .CountBy(epoch => string.Concat(Batches.Order(RngKey.FromSeed(1), epoch, 4)))
            .ToDictionary();
        Assert.Equal(24, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 500 - 110, 500 + 110));
    }
}
