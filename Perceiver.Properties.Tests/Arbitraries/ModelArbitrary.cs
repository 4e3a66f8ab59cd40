using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Arbitrary <see cref="ModelCase"/> values; a shrunk one has fewer stages, blocks and examples and plainer parts.</summary>
public static class ModelArbitrary
{
    private static readonly DataConfig Data = new(
        new DataSourceConfig.FashionMnist(),
        new(0.1, 0, SplitMethod.Random, 0),
        null,
        Normalization.Unit,
        []
    );

    private static readonly TrainingConfig Training = new(
        1,
        null,
        4,
        1,
        0,
        new OptimizerConfig.AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01, false),
        new ScheduleConfig.Constant(0),
        null,
        0,
        new(null, Perceiver.Config.Monitor.Loss)
    );

    public static Arbitrary<ModelCase> ModelCases() => Arb.From(Cases, Shrink);

    private static Gen<ModelCase> Cases =>
        from model in ModelGen.Model
        from classes in Gen.Choose(2, 5)
        from batch in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, 1_000_000)
        select new ModelCase(new(model, new TaskConfig.Classification(classes), Data, Training), batch, seed);

    private static IEnumerable<ModelCase> Shrink(ModelCase origin)
    {
        var model = origin.Config.Model;
        var encoder = model.Encoder;
        if (origin.Batch > 1)
        {
            yield return origin with { Batch = 1 };
        }

        if (encoder.Stages > 1)
        {
            yield return origin.With(m => m with { Encoder = encoder with { Stages = encoder.Stages - 1 } });
        }

        if (encoder.Blocks > 0)
        {
            yield return origin.With(m => m with { Encoder = encoder with { Blocks = encoder.Blocks - 1 } });
        }

        if (encoder.Sharing != WeightSharing.None)
        {
            yield return origin.With(m => m with { Encoder = encoder with { Sharing = WeightSharing.None } });
        }

        if (model.Positions is not PositionConfig.None)
        {
            yield return origin.With(m => m with { Positions = new PositionConfig.None() });
        }

        if (model.Decoder is not DecoderConfig.MeanPool { Norm: false, Head.Hidden.Count: 0 })
        {
            yield return origin.With(m =>
                m with
                {
                    Decoder = new DecoderConfig.MeanPool(false, new([], Activation.Relu, 0)),
                }
            );
        }
    }
}
