using System.Reflection;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Function by function: the derivative by each tensor is the limit of differences.</summary>
/// <remarks><see cref="FamilyGradientTests"/> asks it of whole models.</remarks>
public sealed class DifferentiableFunctionTests
{
    private const int Draws = 4;
    private const double Close = 1e-7;

    // What gives tensors but is not differentiated here, and why.
    private const string Models = "a whole model's part: FamilyGradientTests differentiate every family";
    private const string Modalities = "a sum of the losses here: Objective.LossSum of modalities";

    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["AttentionKernel.ScaledDotProduct"] = "only of libtorch 2: ScaledDotProductTests, where there is one",
        ["Decoder.Apply"] = Models,
        ["Decoder.Ask"] = Models,
        ["Encoder.Apply"] = Models,
        ["ModalityOutputs.Apply"] = Models,
        ["Preprocessing.One"] = Models,
        ["QueryArrays.Of"] = Models,
        ["ModalityObjective.Classes"] = Modalities,
        ["ModalityObjective.Parts"] = Modalities,
        ["Differentiation.ValueAndGrad"] = "what differentiates: GradientTests",
        ["Scoped.Run"] = "any function, with what it leaves behind freed",
        ["RawInput.Mask"] = "a mask has no derivative",
    };

    public static TheoryData<string> Names() => [.. DifferentiableFunctions.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_derivative_is_the_limit_of_differences(string name)
    {
        var function = DifferentiableFunctions.All[name];
        for (var draw = 0; draw < Draws; draw++)
        {
            using var scope = NewDisposeScope();
            var at = Draw(function, RngKey.FromSeed(draw));
            var towards = Draw(function, RngKey.FromSeed(draw).Fold("direction"));
            for (var i = 0; i < at.Length; i++)
            {
                var (slope, error) = FiniteDifference.Along(x => Number(function, x), at, i, towards[i]);
                Assert.True(
                    error <= Close * (1 + Math.Abs(slope)),
                    $"{name}, by its tensor {i}: autograd says {slope}, differences are {error:G3} away"
                );

                // The twin: a derivative that is left out would be noticed, for it is not nought.
                Assert.Equal(function.Flat.Contains(i), Math.Abs(slope) < 10 * Close);
            }
        }
    }

    [Fact]
    public void A_gradient_that_passes_by_a_factor_is_noticed()
    {
        using var scope = NewDisposeScope();
        var wrong = new DifferentiableFunction(
            "x times x, one of them held",
            [
                [3],
            ],
            x => x[0].mul(x[0].detach())
        );
        var (slope, error) = FiniteDifference.Along(
            x => Number(wrong, x),
            Draw(wrong, RngKey.FromSeed(1)),
            0,
            Draw(wrong, RngKey.FromSeed(2))[0]
        );
        Assert.True(error > 0.1 * Math.Abs(slope));
    }

    [Fact]
    public void Every_function_of_tensors_is_in_the_table_or_says_where_it_is_asked()
    {
        var listed = DifferentiableFunctions.All.Keys.Select(name => name.Split(' ')[0]).ToHashSet();
        var found = typeof(Losses)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && !type.Name.Contains('<'))
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => Holds(method.ReturnType) && method.GetParameters().Any(one => Holds(one.ParameterType)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .ToHashSet();
        var missing = string.Join(", ", found.Except(listed).Except(Elsewhere.Keys).Order());
        var gone = string.Join(", ", listed.Union(Elsewhere.Keys).Except(found).Order());
        Assert.True(missing.Length == 0, $"No derivative is asked of {missing}.");
        Assert.True(gone.Length == 0, $"There is no {gone}.");
    }

    private static bool Holds(Type type) =>
        type == typeof(Tensor)
        || type == typeof(AttentionMemory)
        || type.IsAssignableTo(typeof(ModelOutput))
        || (type.IsGenericType && type.GetGenericArguments().Any(Holds));

    // One number of all that the function gives, each of its numbers weighing differently.
    private static Tensor Number(DifferentiableFunction function, Tensor[] x)
    {
        var result = function.Apply(x);
        return result.mul(arange(result.numel(), ScalarType.Float64).mul(1.7).cos().view(result.shape)).sum();
    }

    private static Tensor[] Draw(DifferentiableFunction function, RngKey key)
    {
        using var generator = key.NewGenerator();
        return Array.ConvertAll(function.Shapes, shape => randn(shape, ScalarType.Float64, generator: generator));
    }
}
