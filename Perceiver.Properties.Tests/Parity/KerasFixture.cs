using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Fixtures of the Keras family as configs.</summary>
internal static class KerasFixture
{
    /// <summary>The config of a case: its model, and the example's LAMB.</summary>
    public static PerceiverConfig Config(FixtureCase fixture, OptimizerConfig? optimizer = null)
    {
        var (model, task) = KerasExample.Config(fixture.Config);
        return Config(model, task, optimizer);
    }

    /// <summary>The config of any model and task, with the example's data and LAMB.</summary>
    public static PerceiverConfig Config(ModelConfig model, TaskConfig task, OptimizerConfig? optimizer = null) =>
        new(
            model,
            task,
            new(
                new DataSourceConfig.Cifar100(CifarLabels.Fine),
                new(0.1, 0, SplitMethod.Last, 0),
                null,
                Normalization.Statistics,
                []
            ),
            new(
                1,
                null,
                4,
                1,
                0,
                optimizer ?? new OptimizerConfig.Lamb(1e-3, 0.9, 0.999, 1e-6, 1e-4, true),
                new ScheduleConfig.Constant(0),
                null,
                0,
                new(null, null, 2, Perceiver.Config.Monitor.Loss)
            )
        );
}
