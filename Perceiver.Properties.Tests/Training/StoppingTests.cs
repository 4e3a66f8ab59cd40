using FsCheck;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Training;

/// <summary>When a run is said not to improve any more.</summary>
public sealed class StoppingTests
{
    [Property]
    public void OnlyAFallByMoreThanTheLeastIsAnImprovement(short best, PositiveInt least, PositiveInt patience)
    {
        var config = new EarlyStoppingConfig(patience.Get, least.Get);
        var known = StoppingState.Start.After(config, best);
        Assert.Equal(new StoppingState(best, 0), known);
        Assert.Equal(new StoppingState(best - least.Get - 1, 0), known.After(config, best - least.Get - 1.0));
        foreach (var figure in new double[] { best - least.Get, best, best + least.Get - 1.0, best + least.Get })
        {
            Assert.Equal(new StoppingState(best, 1), known.After(config, figure));
        }
    }

    [Property]
    public void ItEndsAfterAsManyEpochsWithoutOneAsItHasPatience(short best, byte patience)
    {
        var config = new EarlyStoppingConfig(patience + 1, 0);
        var state = StoppingState.Start.After(config, best);
        for (var epoch = 1; epoch <= patience; epoch++)
        {
            state = state.After(config, best);
            Assert.False(state.Ends(config));
        }

        Assert.True(state.After(config, best).Ends(config));
        Assert.False(state.After(config, best - 1).Ends(config));
    }
}
