using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Any number of labels for each example.</summary>
/// <param name="Labels">1 for each label that an example has and 0 for each other, floating point, <c>[batch, labels]</c>.</param>
public sealed record LabelTargets(Tensor Labels) : TargetBatch
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => [Labels];

    internal override TargetBatch Changed(Func<Tensor, Tensor> change) => new LabelTargets(change(Labels));
}
