using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>One training step for every kind of input and task.</summary>
[Properties(Arbitrary = [typeof(Configs)], MaxTest = 40)]
public sealed class EveryTaskStepTests
{
    [Property]
    public void ShardsAddUpToTheBatchWhateverTheTask(TaskCase @case)
    {
        using var scope = NewDisposeScope();
        var config = @case.Config;
        var p = PerceiverModel.Init(config, RngKey.FromSeed(@case.Seed), ScalarType.Float64);
        var batch = AnyBatch.Of(config, p, RngKey.FromSeed(@case.Seed).Fold("batch"), 3);
        var whole = TrainStep.Gradients(config, p, batch, 3, default);
        var parts = TrainStep.Shards(batch, 2).Select(shard => TrainStep.Gradients(config, p, shard, 3, default));
        var all = parts.ToArray();

        Assert.Equal(3, whole.Examples);
        Assert.Equal(whole.Loss, all.Sum(part => part.Loss), 1e-9 * (1 + Math.Abs(whole.Loss)));
        Assert.Equal(whole.Asked, all.Sum(part => part.Asked));
        var numbers =
            config.Task is TaskConfig.Regression or TaskConfig.Autoencoding or TaskConfig.MultimodalAutoencoding;
        Assert.True(numbers || whole.Asked > 0, "nothing was asked");
    }

    [Property]
    public void AStepIsAFunctionOfItsArguments(TaskCase @case)
    {
        using var scope = NewDisposeScope();
        var config = @case.Config;
        var key = RngKey.FromSeed(@case.Seed);
        var state = TrainState<PerceiverParameters>.Start(PerceiverModel.Init(config, key), key);
        var batch = AnyBatch.Of(config, state.Parameters, key.Fold("batch"), 2);
        var (one, first) = TrainStep.Step(config, state, batch, 10);
        var (other, second) = TrainStep.Step(config, state, batch, 10);
        Assert.Equal(first, second);
        TensorAssert.SameBits(one.Parameters, other.Parameters);
    }

    /// <summary>A config, and what its weights and its batch are drawn from.</summary>
    public sealed record TaskCase(PerceiverConfig Config, long Seed);

    /// <summary>Configs of every family without dropout; of what stands behind a batch norm other tests tell.</summary>
    public static class Configs
    {
        public static Arbitrary<TaskCase> Cases() =>
            Arb.From(
                from config in FamilyGen.Config
                from seed in Gen.Choose(0, 1000)
                where ModelParts.Inputs(config.Model).All(part => part.Preprocessor is not PreprocessorConfig.Conv)
                select new TaskCase(WithoutDropout(config), seed)
            );

        // What is dropped or masked depends on an element's place in the shard.
        private static PerceiverConfig WithoutDropout(PerceiverConfig config)
        {
            var plain = DropoutRates.Set(config, 0);
            var model = plain.Model;
            return plain with
            {
                Model = model with
                {
                    Input = model.Input is InputConfig.Modalities several
                        ? several with
                        {
                            Parts =
                            [
                                .. several.Parts.Select(part =>
                                    part with
                                    {
                                        MaskProbability = part.MaskProbability is { } masked
                                            ? Math.Round(masked)
                                            : null,
                                    }
                                ),
                            ],
                        }
                        : model.Input,
                    Encoder = model.Encoder with { InputDropout = 0 },
                    Decoder = model.Decoder switch
                    {
                        DecoderConfig.Queries queries => queries with
                        {
                            CrossAttend = PlainBlock(queries.CrossAttend),
                            Output = PlainOutput(queries.Output),
                        },
                        DecoderConfig.Modalities parts => parts with { CrossAttend = PlainBlock(parts.CrossAttend) },
                        DecoderConfig.Latents latents => latents with { Output = PlainOutput(latents.Output) },
                        var other => other,
                    },
                },
            };
        }

        private static OutputConfig PlainOutput(OutputConfig output) =>
            output is OutputConfig.Projected head
                ? new OutputConfig.Projected(head.Head with { LogitDropout = 0 })
                : output;

        private static BlockConfig PlainBlock(BlockConfig block) =>
            block with
            {
                Attention = block.Attention with { Dropout = 0, OutputDropout = 0 },
                Mlp = block.Mlp is { } mlp ? mlp with { Dropout = 0 } : null,
            };
    }
}
