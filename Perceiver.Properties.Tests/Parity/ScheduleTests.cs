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

    private static void AssertFactors(JsonElement entry, string key, double peak, ScheduleConfig schedule, long total)
    {
        var optimizer = new OptimizerConfig.AdamW(peak, 0.9, 0.999, 1e-8, 0, false);
        var steps = entry.GetProperty("steps").EnumerateArray().Select(step => step.GetInt64());
        var expected = entry.GetProperty(key).EnumerateArray().Select(value => value.GetDouble());
        foreach (var (step, rate) in steps.Zip(expected))
        {
            Assert.Equal(rate, Schedules.LearningRate(optimizer, schedule, step, total), peak * 1e-15);
        }
    }

    private static JsonElement Entry(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Fixtures", "schedules.json");
        return JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty(name);
    }
}
