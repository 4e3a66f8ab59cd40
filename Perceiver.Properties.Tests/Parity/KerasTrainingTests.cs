using Perceiver.Config;
using Perceiver.Model;
using Xunit;
using static Perceiver.Properties.Tests.Parity.Closeness;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>A whole training run of the Keras example: forward, loss, gradient, optimiser and order at once.</summary>
public sealed class KerasTrainingTests
{
    public static IEnumerable<object[]> Cases => FixtureCase.OfFamily("keras_training");

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryLossGradientNormAndTheFinalWeights(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = FixtureCase.Load(name);
        var config = WithoutDropout(KerasFixture.Config(fixture, Optimizer(fixture)));
        var names = KerasNames.Of(config);
        var state = TrainState<PerceiverParameters>.Start(names.Import(fixture.Parameters), RngKey.FromSeed(0)).Keep();
        int steps = fixture.Description.GetProperty("steps").GetInt32(),
            batches = fixture.Description.GetProperty("batches").GetInt32();
        Tensor images = fixture.Tensors["__input__.images_nhwc"],
            labels = fixture.Tensors["__input__.labels"];
        var losses = fixture.Tensors["__output__.losses"].data<double>().ToArray();
        var norms = fixture.Tensors["__output__.gradient_norms"].data<double>().ToArray();
        for (var step = 0; step < steps; step++)
        {
            using var stepScope = NewDisposeScope();
            var batch = step % batches;
            var (next, metrics) = TrainStep.Step(
                config,
                state,
                new LabelledImages(new(images[batch]), labels[batch]),
                steps
            );
            Assert.Equal(losses[step], metrics.Loss, 1e-9);
            Assert.Equal(norms[step], metrics.GradientNorm, 1e-9);
            next.Keep();
            state.Release();
            state = next;
        }

        var final = names.Export(state.Parameters);
        foreach (var (parameter, expected) in fixture.Under("__final__."))
        {
            // A key's bias shifts all scores of a query alike, so its gradient is rounding noise, which LAMB's division by
            // the gradient's own size blows up: with the exact gradient, zero, it ends 1.2e-9 away from the reference.
            var isNoise = parameter.EndsWith("key.bias", StringComparison.Ordinal);
            AssertClose(parameter, final[parameter], expected, isNoise ? 1e-8 : 1e-10);
        }

        state.Release();
    }

    internal static OptimizerConfig.Lamb Optimizer(FixtureCase fixture)
    {
        var optimizer = fixture.Description.GetProperty("optimizer");
        double Value(string name) => optimizer.GetProperty(name).GetDouble();
        return new(Value("lr"), Value("beta_1"), Value("beta_2"), Value("epsilon"), Value("weight_decay_rate"), true);
    }

    internal static PerceiverConfig WithoutDropout(PerceiverConfig config)
    {
        var encoder = config.Model.Encoder;
        var head = ((DecoderConfig.MeanPool)config.Model.Decoder).Head;
        return config with
        {
            Model = config.Model with
            {
                Encoder = encoder with { CrossAttend = Of(encoder.CrossAttend), SelfAttend = Of(encoder.SelfAttend) },
                Decoder = new DecoderConfig.MeanPool(false, head with { LogitDropout = 0 }),
            },
        };

        static BlockConfig Of(BlockConfig block) =>
            block with
            {
                Attention = block.Attention with { Dropout = 0 },
                Mlp = block.Mlp! with { Dropout = 0 },
            };
    }
}
