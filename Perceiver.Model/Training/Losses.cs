using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Perceiver.Model;

/// <summary>What training makes small.</summary>
public static class Losses
{
    /// <summary>The mean over the batch of the cross-entropy between softmax(logits) and the labels, <c>[]</c>.</summary>
    /// <param name="logits"><c>[batch, classes]</c>.</param>
    /// <param name="labels">Class indices, int64, <c>[batch]</c>.</param>
    /// <param name="labelSmoothing">Share of the target that is spread evenly over all classes, in [0, 1).</param>
    public static Tensor CrossEntropy(Logits logits, Tensor labels, double labelSmoothing = 0) =>
        functional.cross_entropy(logits.Values, labels, label_smoothing: labelSmoothing);

    /// <summary>The sum over the batch of the cross-entropy between softmax(logits) and shares of the classes, <c>[]</c>.</summary>
    /// <param name="logits"><c>[batch, classes]</c>.</param>
    /// <param name="targets">Shares that add up to 1 in each row, <c>[batch, classes]</c>.</param>
    /// <param name="labelSmoothing">Share of the target that is spread evenly over all classes, in [0, 1).</param>
    public static Tensor SoftCrossEntropySum(Logits logits, Tensor targets, double labelSmoothing = 0)
    {
        var shares = targets.to(logits.Values.dtype);
        var smoothed = shares.mul(1 - labelSmoothing).add(labelSmoothing / shares.shape[1]);
        return smoothed.mul(logits.Values.log_softmax(1)).sum().neg();
    }

    /// <summary>As <see cref="CrossEntropy"/>, but summed over the batch: what shards of one batch can add.</summary>
    public static Tensor CrossEntropySum(Logits logits, Tensor labels, double labelSmoothing = 0) =>
        functional.cross_entropy(logits.Values, labels, reduction: Reduction.Sum, label_smoothing: labelSmoothing);
}
