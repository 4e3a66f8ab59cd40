using FsCheck.Xunit;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Gradients are derivatives in models of every input and task.</summary>
[Properties(Arbitrary = [typeof(FamilyArbitrary)])]
public sealed class FamilyGradientTests
{
    [Property]
    public void The_directional_derivative_is_the_central_difference(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, given) = (@case.Parameters(), @case.Given());
        var key = RngKey.FromSeed(@case.Seed);

        // In training every other time: through batch norms' own moments, and with inputs left out.
        ModelOutput Answer(PerceiverParameters at) =>
            @case.Seed % 2 == 0
                ? PerceiverModel.Run(@case.Config, at, given, null, @case.Statistics())
                : PerceiverModel.Train(@case.Config, at, given, key).Output;
        Tensor Loss(PerceiverParameters at) => FamilyCase.Values(Answer(at)).tanh().square().mean();
        var direction = p.MapNamed((name, leaf) => @case.Normal("towards " + name, 0.1, leaf.shape));
        var (slope, error) = FiniteDifference.Along(Loss, p, direction);
        Assert.InRange(error, 0, 1e-6 * Math.Max(1, Math.Abs(slope)));
    }

    [Property]
    public void Shared_weights_have_the_sum_of_the_copies_gradients(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, given) = (@case.Parameters(), @case.Given());
        var apart = @case.With(model => model with { Encoder = SharedStages.Apart(model.Encoder) });
        var copies = SharedStages.Copy(@case.Config, apart.Config, p);
        var (_, shared) = Differentiation.ValueAndGrad(at => @case.Answer(at, given).tanh().square().sum(), p);
        var (_, each) = Differentiation.ValueAndGrad(at => apart.Answer(at, given).tanh().square().sum(), copies);
        TensorAssert.Close(shared, SharedStages.SumOfCopies(@case.Config, p, each), 1e-7);
    }
}
