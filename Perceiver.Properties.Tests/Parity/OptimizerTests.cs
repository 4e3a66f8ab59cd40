using System.Text.Json;
using Perceiver.Config;
using Perceiver.Model;
using Xunit;
using static Perceiver.Properties.Tests.Parity.Closeness;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Optimisers against the references' own steps on a small regression with a matrix W and a bias b.</summary>
public sealed class OptimizerTests
{
    private const double Tolerance = 1e-13;

    public static IEnumerable<object[]> Cases => FixtureCase.OfFamily("optimizer");

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryStep(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = FixtureCase.Load(name);
        var options = Options(fixture.Description);
        var parameters = At(fixture, "param", 0);
        var state = Optimizers.Init(parameters);
        var steps = fixture.Description.GetProperty("steps").GetInt32();
        for (var step = 1; step <= steps; step++)
        {
            // The gradient is ours, at our parameters: an error of one step would show in the next.
            var (_, gradients) = Differentiation.ValueAndGrad(p => Loss(fixture, p), parameters);
            AssertTree($"grad.{step}", gradients, At(fixture, "grad", step));
            (parameters, state) = Update(fixture, options, parameters, gradients, state, step);
            AssertTree($"param.{step}", parameters, At(fixture, "param", step));
            var isSgd = options is OptimizerConfig.Sgd;
            AssertTree($"m.{step}", state.FirstMoment, At(fixture, isSgd ? "state.buf" : "state.m", step));
            if (!isSgd)
            {
                AssertTree($"v.{step}", state.SecondMoment, At(fixture, "state.v", step));
            }
        }
    }

    private static (LinearParameters, OptimizerState<LinearParameters>) Update(
        FixtureCase fixture,
        OptimizerConfig options,
        LinearParameters parameters,
        LinearParameters gradients,
        OptimizerState<LinearParameters> state,
        int step
    )
    {
        // DeepMind's chain clips first.
        var clipped = fixture.Config.TryGetProperty("max_norm", out var largest)
            ? GradientClipping.Clip(gradients, GradientClipping.GlobalNorm(gradients), largest.GetDouble())
            : gradients;
        return Optimizers.Update(options, parameters, clipped, state, step, Schedules.Peak(options));
    }

    private static Tensor Loss(FixtureCase fixture, LinearParameters p)
    {
        var error = fixture.Tensors["__input__.X"].matmul(p.Weight).add(p.Bias!).sub(fixture.Tensors["__input__.Y"]);
        return error.square().mean().mul(0.5).add(p.Weight.sin().sum().mul(0.1));
    }

    private static LinearParameters At(FixtureCase fixture, string what, int step) =>
        new(fixture.Tensors[$"{what}.W.step{step}"], fixture.Tensors[$"{what}.b.step{step}"]);

    private static void AssertTree(string name, LinearParameters actual, LinearParameters expected)
    {
        AssertClose($"{name}.W", actual.Weight, expected.Weight, Tolerance);
        AssertClose($"{name}.b", actual.Bias!, expected.Bias!, Tolerance);
    }

    private static OptimizerConfig Options(JsonElement description)
    {
        var config = description.GetProperty("config");
        double Value(string name) => config.GetProperty(name).GetDouble();
        return description.GetProperty("kind").GetString() switch
        {
            "adamw" => new OptimizerConfig.AdamW(
                Value("lr"),
                config.GetProperty("betas")[0].GetDouble(),
                config.GetProperty("betas")[1].GetDouble(),
                Value("eps"),
                Value("weight_decay"),
                true
            ),
            "adam" => new OptimizerConfig.Adam(
                Value("lr"),
                config.GetProperty("betas")[0].GetDouble(),
                config.GetProperty("betas")[1].GetDouble(),
                Value("eps"),
                Value("weight_decay"),
                true
            ),
            "sgd" => new OptimizerConfig.Sgd(
                Value("lr"),
                Value("momentum"),
                config.GetProperty("nesterov").GetBoolean(),
                Value("weight_decay"),
                true
            ),

            // Excluded by name here, and by kind in DeepMind's chain: b is the only bias.
            "lamb_tfa" => new OptimizerConfig.Lamb(
                Value("lr"),
                Value("beta_1"),
                Value("beta_2"),
                Value("epsilon"),
                Value("weight_decay_rate"),
                true,
                config.GetProperty("exclude").GetArrayLength() == 0 ? [] : ["b*"]
            ),
            "lamb_deepmind" => new OptimizerConfig.Lamb(
                Value("lr"),
                Value("b1"),
                Value("b2"),
                Value("eps"),
                Value("weight_decay"),
                false,
                [],
                TrustExcluded: true
            ),
            _ => throw new InvalidDataException($"{description.GetProperty("case")}: an optimiser that nobody tests"),
        };
    }
}
