using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>One parameter and its moments after an update.</summary>
internal readonly record struct LeafUpdate(Tensor Parameter, Tensor FirstMoment, Tensor SecondMoment)
{
    /// <summary>An update of this, where it is to be: as it is, or written over this.</summary>
    public LeafUpdate Write(LeafUpdate update, StateBuffers buffers) =>
        buffers == StateBuffers.New
            ? update
            : new(
                Over(Parameter, update.Parameter),
                Over(FirstMoment, update.FirstMoment),
                Over(SecondMoment, update.SecondMoment)
            );

    /// <summary>The gradient with L2 decay in it.</summary>
    public static Tensor WithDecay(Tensor parameter, Tensor gradient, double decay) =>
        decay == 0 ? gradient : gradient.add(parameter, decay);

    /// <summary>The moments after a gradient: each goes the share 1 - beta of the way towards it.</summary>
    public static (Tensor First, Tensor Second) Moments(
        LeafUpdate before,
        Tensor gradient,
        double beta1,
        double beta2
    ) =>
        (
            before.FirstMoment.mul(beta1).add_(gradient, 1 - beta1),
            before.SecondMoment.mul(beta2).addcmul_(gradient, gradient, 1 - beta2)
        );

    // Another handle on the old memory, which has the new numbers.
    private static Tensor Over(Tensor before, Tensor after)
    {
        var same = before.detach();
        same.copy_(after);
        return same;
    }
}
