using Perceiver.Config;
using Perceiver.Model;
using Xunit;
using Xunit.Abstractions;
using static Perceiver.Properties.Tests.Parity.Closeness;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>The Keras example and the student's variant of it: outputs and gradients from given weights.</summary>
public sealed class KerasExampleTests(ITestOutputHelper output)
{
    public static IEnumerable<object[]> Cases => FixtureCase.OfFamily("keras_example");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs(string name)
    {
        using var scope = NewDisposeScope();
        var (fixture, config, parameters) = Load(name);
        var (outputs, tolerance) = (fixture.Under("__output__."), Tolerance(fixture));
        var images = fixture.Tensors["__input__.image_nhwc_normalised"];

        double worst = 0;
        var patches = (PreprocessorConfig.Patches)config.Model.Preprocessor;
        Compare("patches", () => Preprocessing.Patches(patches, images));
        var inputs = Preprocessing
            .Apply(config.Model, parameters, new ImageBatch(images), null, ModelStatistics.None)
            .Inputs;
        Compare("encoded_patches", () => inputs);
        for (var stages = 1; stages <= config.Model.Encoder.Stages; stages++)
        {
            var upTo = config.Model with { Encoder = config.Model.Encoder with { Stages = stages } };
            Compare(
                $"iter{stages - 1}.transformer.{upTo.Encoder.Blocks - 1}",
                () => Encoder.Apply(upTo, parameters.Encoder, parameters.Latents!, inputs, null)
            );
        }

        Assert.Contains("logits", outputs.Keys);
        var logits = PerceiverModel.Forward(config, parameters, new(images));
        Compare("logits", () => logits.Values);
        Compare("cross_entropy", () => Losses.CrossEntropy(logits, fixture.Tensors["__input__.labels"]).unsqueeze(0));
        output.WriteLine(fixture.Row("outputs", worst));

        // Further cases need not show what is in between.
        void Compare(string what, Func<Tensor> actual)
        {
            if (outputs.TryGetValue(what, out var wanted))
            {
                var value = actual();
                worst = Math.Max(worst, Error(value, wanted));
                AssertClose(what, value, wanted, tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients(string name)
    {
        using var scope = NewDisposeScope();
        var (fixture, config, parameters) = Load(name);
        var images = fixture.Tensors["__input__.image_nhwc_normalised"];
        var (objective, gradients) = Differentiation.ValueAndGrad(
            p => PerceiverModel.Forward(config, p, new(images)).Values.square().mean(),
            parameters
        );
        AssertClose("objective", objective.unsqueeze(0), fixture.Tensors["__output__.objective"], Tolerance(fixture));
        var expected = fixture.Under("__grad__.");
        var actual = KerasNames.Of(config).Export(gradients);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        output.WriteLine(fixture.Row("gradients", expected.Max(pair => Error(actual[pair.Key], pair.Value))));
        foreach (var (parameter, gradient) in expected)
        {
            AssertClose(parameter, actual[parameter], gradient, Tolerance(fixture));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WeightsComeBackBitEqual(string name)
    {
        using var scope = NewDisposeScope();
        var (fixture, config, parameters) = Load(name);
        var back = KerasNames.Of(config).Export(parameters);
        Assert.Equal(fixture.Parameters.Keys.Order(), back.Keys.Order());
        Assert.All(
            fixture.Parameters,
            pair => Assert.Equal(pair.Value.bytes.ToArray(), back[pair.Key].contiguous().bytes.ToArray())
        );
        Assert.Equal(fixture.Description.GetProperty("num_parameters").GetInt64(), Cost.ParameterCount(config));
    }

    [Fact]
    public void WeightsThatDoNotFitAreNamed()
    {
        using var scope = NewDisposeScope();
        var (fixture, config, _) = Load("keras_example_f64");
        var weights = fixture.Parameters.ToDictionary();
        weights.Remove("latent_array");
        weights["cross_attention.query.kernel"] = zeros(8, 9);
        weights["stray"] = zeros(1);
        var error = Assert.Throws<ArgumentException>(() => KerasNames.Of(config).Import(weights));
        Assert.Contains("missing: latent_array", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected: stray", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "cross_attention.query.kernel [8, 9] instead of [8, 8]",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static double Tolerance(FixtureCase fixture) => fixture.IsDouble ? 1e-12 : 5e-6;

    private static (FixtureCase Fixture, PerceiverConfig Config, PerceiverParameters Parameters) Load(string name)
    {
        var fixture = FixtureCase.Load(name);
        var config = KerasFixture.Config(fixture);
        return (fixture, config, KerasNames.Of(config).Import(fixture.Parameters));
    }
}
