using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>An optimiser over all parameters at once is the one that takes them in turn.</summary>
public sealed class ListUpdateTests
{
    public static TheoryData<OptimizerConfig> Optimizers =>
        [
            new OptimizerConfig.AdamW(0.01, 0.9, 0.99, 1e-8, 0.05, false),
            new OptimizerConfig.AdamW(0.01, 0.8, 0.999, 1e-6, 0, true),
            new OptimizerConfig.Lamb(0.01, 0.9, 0.999, 1e-6, 0.01, false),
            new OptimizerConfig.Lamb(0.01, 0.9, 0.99, 1e-6, 0.01, true),
        ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void BitForBitOverSeveralSteps(OptimizerConfig options)
    {
        if (Engine.Current.Lists is not { } lists)
        {
            // The package offers none, and then none is asked for.
            Assert.False(Engine.Current.Can(device("cuda:0")).ListOperators);
            return;
        }

        using var scope = NewDisposeScope();
        using var generator = RngKey.FromSeed(3).NewGenerator();
        var parameters = new LinearParameters(randn([5, 4], generator: generator), zeros(5));
        var state = Model.Optimizers.Init(parameters);
        for (var step = 1; step <= 4; step++)
        {
            var gradients = parameters.Map(leaf => randn(leaf.shape, generator: generator));
            OptimizerUpdate update = new(options, [true, options.DecayBiasAndNorm], step, 0.01);
            LeafLists before = new(parameters.Leaves(), state.FirstMoment.Leaves(), state.SecondMoment.Leaves());
            var together = ListUpdates.Update(lists, update, before, gradients.Leaves());
            var inTurn = Model.Optimizers.InTurn(update, before, gradients.Leaves(), StateBuffers.New);
            parameters = parameters.WithLeaves([.. inTurn.Parameters]);
            state = new(
                parameters.WithLeaves([.. inTurn.FirstMoments]),
                parameters.WithLeaves([.. inTurn.SecondMoments])
            );
            Same(parameters, together.Parameters);
            Same(state.FirstMoment, together.FirstMoments);
            Same(state.SecondMoment, together.SecondMoments);
        }
    }

    private static void Same(LinearParameters expected, IReadOnlyList<Tensor> actual) =>
        TensorAssert.SameBits(expected, expected.WithLeaves([.. actual]));
}
