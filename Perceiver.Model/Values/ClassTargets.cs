using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>One class for each example.</summary>
/// <param name="Labels">Class indices from zero, int64, <c>[batch]</c>.</param>
/// <param name="Shares">
/// What is learned where examples are mixed: shares of the classes, float32, <c>[batch, classes]</c>; null means the labels.
/// </param>
public sealed record ClassTargets(Tensor Labels, Tensor? Shares = null) : TargetBatch
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => Shares is { } shares ? [Labels, shares] : [Labels];

    internal override TargetBatch Changed(Func<Tensor, Tensor> change) =>
        new ClassTargets(change(Labels), Shares is { } shares ? change(shares) : null);
}
