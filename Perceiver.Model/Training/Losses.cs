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

    /// <summary>
    /// The sum over the batch of the mean over the labels of the cross-entropy between sigmoid(logit) and whether the example
    /// has the label, <c>[]</c>.
    /// </summary>
    /// <param name="logits"><c>[batch, labels]</c>.</param>
    /// <param name="labels">1 where an example has a label, else 0, floating point, <c>[batch, labels]</c>.</param>
    /// <param name="labelSmoothing">
    /// Share of each target that is spread evenly over "has it" and "has it not", in [0, 1): of 0.1, 1 becomes 0.95 and 0
    /// becomes 0.05.
    /// </param>
    public static Tensor LabelCrossEntropySum(Logits logits, Tensor labels, double labelSmoothing = 0)
    {
        var wanted = labels.to(logits.Values.dtype).mul(1 - labelSmoothing).add(labelSmoothing / 2);
        return functional
            .binary_cross_entropy_with_logits(logits.Values, wanted, reduction: Reduction.Sum)
            .div((double)labels.shape[1]);
    }

    /// <summary>
    /// The sum over the batch of each example's mean cross-entropy, over the places where something is asked; 0 for an
    /// example of which nothing is, <c>[]</c>.
    /// </summary>
    /// <param name="scores"><c>[batch, places, classes]</c>.</param>
    /// <param name="wanted">Class indices, int64, <c>[batch, places]</c>; <see cref="TokenTargets.Unasked"/> asks nothing.</param>
    /// <param name="labelSmoothing">Share of the target that is spread evenly over all classes, in [0, 1).</param>
    public static Tensor AskedCrossEntropySum(Tensor scores, Tensor wanted, double labelSmoothing = 0)
    {
        var each = functional.cross_entropy(
            scores.flatten(0, 1),
            wanted.flatten(),
            ignore_index: TokenTargets.Unasked,
            reduction: Reduction.None,
            label_smoothing: labelSmoothing
        );
        var asked = wanted.ne(TokenTargets.Unasked).sum(1).clamp_min(1).to(scores.dtype);
        return each.view(wanted.shape).sum(1).div(asked).sum();
    }

    /// <summary>
    /// The sum over the batch of each example's mean squared logarithm of the softmax's normaliser, over the places where
    /// something is asked, <c>[]</c>: what a z-loss keeps small (2204.02311, section 5).
    /// </summary>
    /// <param name="scores"><c>[batch, places, classes]</c>.</param>
    /// <param name="wanted">Class indices, int64, <c>[batch, places]</c>, as in the cross-entropy; null asks everywhere.</param>
    public static Tensor SquaredNormaliserSum(Tensor scores, Tensor? wanted)
    {
        var squares = scores.logsumexp(2).square();
        if (wanted is null)
        {
            return squares.mean([1]).sum();
        }

        var asked = wanted.ne(TokenTargets.Unasked).to(scores.dtype);
        return squares.mul(asked).sum(1).div(asked.sum(1).clamp_min(1)).sum();
    }

    /// <summary>The sum over the batch of each example's mean squared error, <c>[]</c>.</summary>
    /// <param name="values"><c>[batch, ...]</c>.</param>
    /// <param name="wanted">Of the same shape.</param>
    public static Tensor SquaredErrorSum(Tensor values, Tensor wanted)
    {
        if (!values.shape.SequenceEqual(wanted.shape))
        {
            throw new ArgumentException(
                $"The model answers with numbers [{string.Join(", ", values.shape)}], but the batch wants "
                    + $"[{string.Join(", ", wanted.shape)}]."
            );
        }

        var perExample = values.numel() / Math.Max(1, values.shape[0]);
        return functional
            .mse_loss(values, wanted.to(values.dtype), reduction: Reduction.Sum)
            .div((double)Math.Max(1, perExample));
    }
}
