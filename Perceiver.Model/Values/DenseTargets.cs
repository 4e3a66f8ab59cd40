using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>One class for each query: of a pixel, for one.</summary>
/// <param name="Labels">Class indices from zero, int64, <c>[batch, queries]</c>; <see cref="TokenTargets.Unasked"/> where nothing is asked.</param>
public sealed record DenseTargets(Tensor Labels) : TargetBatch
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => [Labels];

    internal override TargetBatch Changed(Func<Tensor, Tensor> change) => new DenseTargets(change(Labels));
}
