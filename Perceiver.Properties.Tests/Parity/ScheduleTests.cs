using System.Text.Json;
using Perceiver.Config;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Schedules against the references' sequences.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void CosineAfterWarmup()
    {
        var entry = Entry("krasserm_cosine_warmup");
        var schedule = new ScheduleConfig.Cosine(
            entry.GetProperty("warmup_steps").GetInt32(),
            entry.GetProperty("min_fraction").GetDouble()
        );
        AssertFactors(entry, "factor", 1, schedule, entry.GetProperty("training_steps").GetInt64());
    }

    [Fact]
    public void ConstantAfterWarmup()
    {
        var entry = Entry("krasserm_constant_warmup");
        AssertFactors(
            entry,
            "factor",
            1,
            new ScheduleConfig.Constant(entry.GetProperty("warmup_steps").GetInt32()),
            100
        );
    }

    [Fact]
    public void CosineDownToZero()
    {
        var entry = Entry("deepmind_warmup_cosine");
        var schedule = new ScheduleConfig.Cosine(entry.GetProperty("warmup_steps").GetInt32(), 0);
        var peak = entry.GetProperty("peak").GetDouble();
        AssertFactors(entry, "lr", peak, schedule, entry.GetProperty("total_steps").GetInt64());
    }

    [Fact]
    public void ConstantThenCosine()
    {
        var entry = Entry("deepmind_constant_cosine");
        var schedule = new ScheduleConfig.ConstantCosine(0, entry.GetProperty("constant_fraction").GetDouble(), 0);
        AssertFactors(entry, "lr", 2e-3, schedule, entry.GetProperty("total_steps").GetInt64());
    }

    [Fact]
    public void Steps()
    {
        var entry = Entry("deepmind_steps");
        var boundaries = entry.GetProperty("boundaries").EnumerateArray().Select(one => one.GetInt32());
        var schedule = new ScheduleConfig.Steps(
            0,
            boundaries.ToEquatableArray(),
            entry.GetProperty("rate").GetDouble()
        );
        AssertFactors(entry, "lr", entry.GetProperty("base").GetDouble(), schedule, 100);
    }

    [Fact]
    public void OneCycleOfRateAndMomentum()
    {
        var entry = Entry("torch_onecycle");
        double Value(string name) => entry.GetProperty(name).GetDouble();
        var schedule = new ScheduleConfig.OneCycle(
            Value("pct_start"),
            Value("div_factor"),
            Value("final_div_factor"),
            true,
            Value("base_momentum"),
            Value("max_momentum")
        );
        var (peak, total) = (Value("max_lr"), entry.GetProperty("total_steps").GetInt64());

        // PyTorch's first step is 0.
        AssertFactors(entry, "lr", peak, schedule, total, shift: 1);
        var steps = entry.GetProperty("steps").EnumerateArray().Select(step => step.GetInt64());
        var momenta = entry.GetProperty("beta1").EnumerateArray().Select(value => value.GetDouble());
        Assert.All(
            steps.Zip(momenta),
            ((long Step, double Momentum) at) =>
                Assert.Equal(at.Momentum, Schedules.Momentum(schedule, at.Step + 1, total)!.Value, 1e-15)
        );
    }

    [Fact]
    public void MoreCyclesOfTheCosineEndAtItsTop()
    {
        // krasserm's formula at a second number of cycles, of which the fixture has none.
        var schedule = new ScheduleConfig.Cosine(10, 0.1, 2);
        for (var step = 10; step <= 100; step++)
        {
            var progress = (step - 10) / 90.0;
            var expected = 0.1 + (0.5 * 0.9 * (1 + Math.Cos(4 * Math.PI * progress)));
            Assert.Equal(expected, Schedules.Factor(schedule, step, 100), 1e-14);
        }

        Assert.Equal(1, Schedules.Factor(schedule, 100, 100), 1e-12);
    }

    [Fact]
    public void PlateauAndEarlyStoppingReplayKerasOwnRun()
    {
        var entry = Entry("keras_reduce_on_plateau");
        double Value(string name) => entry.GetProperty(name).GetDouble();
        var schedule = new ScheduleConfig.Plateau(
            0,
            Value("factor"),
            entry.GetProperty("patience").GetInt32(),
            Value("min_delta"),
            entry.GetProperty("cooldown").GetInt32(),
            Value("min_lr") / Value("initial_lr")
        );
        var ending = Entry("keras_early_stopping");
        var early = new EarlyStoppingConfig(
            ending.GetProperty("patience").GetInt32(),
            ending.GetProperty("min_delta").GetDouble()
        );
        var losses = entry.GetProperty("val_loss").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var rates = entry.GetProperty("lr").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var (plateau, stopping) = (PlateauState.Start, StoppingState.Start);
        var (best, bestEpoch) = (double.PositiveInfinity, 0);
        for (var epoch = 1; epoch <= losses.Length; epoch++)
        {
            Assert.False(stopping.Ends(early));
            Assert.Equal(rates[epoch - 1], Value("initial_lr") * plateau.Factor, 1e-18);
            plateau = plateau.After(schedule, losses[epoch - 1]);
            stopping = stopping.After(early, losses[epoch - 1]);
            (best, bestEpoch) = stopping.Wait == 0 ? (losses[epoch - 1], epoch) : (best, bestEpoch);
        }

        Assert.True(stopping.Ends(early));
        Assert.Equal(ending.GetProperty("stops_after_epoch").GetInt32(), losses.Length);
        Assert.Equal(ending.GetProperty("best_epoch").GetInt32(), bestEpoch);
        Assert.Equal(ending.GetProperty("best_val_loss").GetDouble(), best);
    }

    [Fact]
    public void APlateauCoolsDownAndDoesNotGoBelowItsLeast()
    {
        // Keras' rules by hand: a reduction after two epochs without improvement, then one that is not counted.
        var schedule = new ScheduleConfig.Plateau(0, 0.5, 2, 0.1, 1, 0.2);
        double[] figures = [1, 0.95, 0.95, 0.95, 0.95, 0.95, 0.8, 0.8, 0.8, 0.8, 0.8];
        double[] expected = [1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2];
        var state = PlateauState.Start;
        var actual = new List<double>();
        foreach (var figure in figures)
        {
            state = state.After(schedule, figure);
            actual.Add(state.Factor);
        }

        Assert.Equal(expected, actual);
    }

    private static void AssertFactors(
        JsonElement entry,
        string key,
        double peak,
        ScheduleConfig schedule,
        long total,
        long shift = 0
    )
    {
        var optimizer = new OptimizerConfig.AdamW(peak, 0.9, 0.999, 1e-8, 0, false);
        var steps = entry.GetProperty("steps").EnumerateArray().Select(step => step.GetInt64());
        var expected = entry.GetProperty(key).EnumerateArray().Select(value => value.GetDouble());
        foreach (var (step, rate) in steps.Zip(expected))
        {
            Assert.Equal(rate, Schedules.LearningRate(optimizer, schedule, step + shift, total), peak * 1e-15);
        }
    }

    private static JsonElement Entry(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Fixtures", "schedules.json");
        return JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty(name);
    }
}
