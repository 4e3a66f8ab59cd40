using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Numbers for each query, or for the example: an input to give back, a flow.</summary>
/// <param name="Values">Floating point, of the answer's shape, such as <c>[batch, queries, values]</c>.</param>
public sealed record ValueTargets(Tensor Values) : TargetBatch
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => [Values];

    internal override TargetBatch Changed(Func<Tensor, Tensor> change) => new ValueTargets(change(Values));
}
