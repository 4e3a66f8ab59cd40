using Perceiver.Config;
using Perceiver.Generated;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>What the generator wrote for a shipped config does what the functions do with the config as a value.</summary>
public sealed class GeneratedBuilderTests
{
    public static IEnumerable<object[]> Small =>
        Models.All.Where(model => model.Value.ParameterCount < 1_000_000).Select(model => new object[] { model.Key });

    [Theory]
    [MemberData(nameof(Small))]
    public void SameWeightsAndLogitsBitForBit(string name)
    {
        using var scope = NewDisposeScope();
        var generated = Models.All[name];
        var atRunTime = ModelBuilder.From(name, generated.Hash, generated.Config);
        Assert.Equal(atRunTime.ParameterCount, generated.ParameterCount);
        Assert.Equal(atRunTime.ForwardFlops, generated.ForwardFlops);

        var key = RngKey.FromSeed(1);
        var parameters = generated.Init(key, null);
        TensorAssert.SameBits(atRunTime.Init(key, null), parameters);
        var inputs = AnyBatch.Inputs(generated.Config, key, 2, ScalarType.Float32);
        var statistics = PerceiverModel.InitStatistics(generated.Config);
        foreach (var dropout in (RngKey?[])[null, key])
        {
            Assert.Equal(
                TensorAssert.Bits(FamilyCase.Values(atRunTime.Run(parameters, inputs, dropout, statistics))),
                TensorAssert.Bits(FamilyCase.Values(generated.Run(parameters, inputs, dropout, statistics)))
            );
        }
    }

    [Fact]
    public void TheTypedFunctionsGiveTheSameBits()
    {
        using var scope = NewDisposeScope();
        var key = RngKey.FromSeed(2);
        var weights = FashionMnist.Init(key);
        TensorAssert.SameBits(PerceiverModel.Init(FashionMnist.Config, key), weights.Weights);
        Assert.Equal(weights.Weights.Names(), weights.Names());

        using var generator = key.Fold("images").NewGenerator();
        var pixels = zeros(4, FashionMnist.Height, FashionMnist.Width, FashionMnist.Channels).normal_(0, 1, generator);
        ImageBatch images = new(pixels);
        Assert.Equal(
            TensorAssert.Bits(PerceiverModel.Forward(FashionMnist.Config, weights.Weights, images, key).Values),
            TensorAssert.Bits(FashionMnist.Forward(weights, images, key).Values)
        );

        LabelledImages batch = new(images, tensor(new long[] { 3, 1, 4, 1 }));
        var (typed, typedMetrics) = FashionMnist.Step(
            TrainState<FashionMnist.Parameters>.Start(weights, key),
            batch,
            10
        );
        var (plain, metrics) = TrainStep.Step(
            FashionMnist.Config,
            TrainState<PerceiverParameters>.Start(weights.Weights, key),
            batch,
            10
        );
        Assert.Equal(metrics, typedMetrics);
        TensorAssert.SameBits(plain.Parameters, typed.Parameters.Weights);
        TensorAssert.SameBits(plain.Optimizer.FirstMoment, typed.Optimizer.FirstMoment.Weights);
    }

    [Fact]
    public void TheTypedStepOfSeveralInputsGivesTheSameBits()
    {
        using var scope = NewDisposeScope();
        var (key, config) = (RngKey.FromSeed(3), MultimodalSmall.Config);
        var weights = MultimodalSmall.Init(key);
        var inputs = (ModalityBatch)AnyBatch.Inputs(config, key, 2, ScalarType.Float32);
        TrainingBatch<ModalityBatch, ModalityTargets> batch = new(
            inputs,
            (ModalityTargets)Objective.OfInputs(config, inputs)
        );
        var (typed, typedMetrics) = MultimodalSmall.Step(
            TrainState<MultimodalSmall.Parameters>.Start(weights, key),
            batch,
            10
        );
        var start = TrainState<PerceiverParameters>.Start(weights.Weights, key);
        var (plain, metrics) = TrainStep.Step(config, start, batch, 10);
        Assert.Equal(metrics, typedMetrics);
        Assert.Equal(2, metrics.Asked);
        TensorAssert.SameBits(plain.Parameters, typed.Parameters.Weights);
    }

    [Fact]
    public void AnotherKindOfInputIsRefusedByName()
    {
        using var scope = NewDisposeScope();
        var weights = FashionMnist.Init(RngKey.FromSeed(1)).Weights;
        var tokens = new TokenBatch(zeros(1, 8, ScalarType.Int64));

        var refusal = Assert.Throws<ArgumentException>(() =>
            FashionMnist.Builder.Run(weights, tokens, null, FashionMnist.InitStatistics())
        );

        Assert.Contains("Image", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("TokenBatch", refusal.Message, StringComparison.Ordinal);
    }
}
