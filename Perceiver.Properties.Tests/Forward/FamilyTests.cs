using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>What holds for models of every input and task.</summary>
[Properties(Arbitrary = [typeof(FamilyArbitrary)])]
public sealed class FamilyTests
{
    [Property]
    public void Parameters_and_statistics_are_those_of_the_config(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var parameters = PerceiverModel.Init(@case.Config, RngKey.FromSeed(@case.Seed));
        Same(Shapes.Of(@case.Config), parameters.Names(), parameters.Leaves());
        var statistics = PerceiverModel.InitStatistics(@case.Config);
        Same(Shapes.Buffers(@case.Config), statistics.Names(), statistics.Leaves());
        Assert.Equal(Cost.ParameterCount(@case.Config), parameters.Leaves().Sum(leaf => leaf.numel()));
    }

    [Property]
    public void A_batch_is_many_examples(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var p = @case.Parameters();
        InputBatch left = @case.Given("left"),
            right = @case.Given("right");
        var together = @case.Answer(p, FamilyCase.Together(left, right));
        TensorAssert.Close(together, cat([@case.Answer(p, left), @case.Answer(p, right)]), 1e-6);
    }

    [Property]
    public void Every_parameter_has_a_gradient(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var batch = @case.Given();
        var (_, gradient) = Differentiation.ValueAndGrad(
            p =>
                FamilyCase.Values(PerceiverModel.Run(@case.Config, p, batch, null, @case.Statistics())).square().mean(),
            @case.Parameters()
        );
        Assert.All(gradient.Leaves(), leaf => Assert.True(leaf.isfinite().all().ToBoolean()));
    }

    private static void Same(
        EquatableArray<ParameterSpec> expected,
        IReadOnlyList<string> names,
        IReadOnlyList<Tensor> leaves
    )
    {
        Assert.Equal(expected.Select(spec => spec.Name), names);
        Assert.Equal(
            expected.Select(spec => string.Join(",", spec.Shape)),
            leaves.Select(leaf => string.Join(",", leaf.shape))
        );
    }
}
