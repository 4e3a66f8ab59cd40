using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What evaluation counts.</summary>
public static class Metrics
{
    /// <summary>How many examples have the right label on top.</summary>
    public static int Correct(Logits logits, Tensor labels) => TopKCorrect(logits, labels, 1);

    /// <summary>How many examples have the right label among the <paramref name="k"/> highest.</summary>
    /// <param name="logits"><c>[batch, classes]</c>.</param>
    /// <param name="labels">Class indices, int64, <c>[batch]</c>.</param>
    /// <param name="k">How many may be tried; more than there are classes counts as all of them.</param>
    public static int TopKCorrect(Logits logits, Tensor labels, int k)
    {
        using var scope = NewDisposeScope();
        return (int)Tried(logits, labels, k).item<long>();
    }

    /// <summary>How many examples have the right label on top, int64, <c>[]</c>.</summary>
    internal static Tensor Right(Logits logits, Tensor labels) => Tried(logits, labels, 1);

    /// <summary>The share of examples with the right label on top, in [0, 1].</summary>
    public static double Accuracy(Logits logits, Tensor labels) => TopKAccuracy(logits, labels, 1);

    /// <summary>The share of examples with the right label among the <paramref name="k"/> highest, in [0, 1].</summary>
    public static double TopKAccuracy(Logits logits, Tensor labels, int k) =>
        TopKCorrect(logits, labels, k) / (double)labels.shape[0];

    /// <summary>How many of the places where something is asked have the right class on top, and how many places those are.</summary>
    /// <param name="scores"><c>[batch, places, classes]</c>.</param>
    /// <param name="wanted">Class indices, int64, <c>[batch, places]</c>; <see cref="TokenTargets.Unasked"/> asks nothing.</param>
    public static (int Right, int Asked) CountAsked(Tensor scores, Tensor wanted)
    {
        using var scope = NewDisposeScope();
        var (right, asked) = Asked(scores, wanted);
        return ((int)right.item<long>(), (int)asked.item<long>());
    }

    /// <summary>The same, int64, <c>[]</c> each.</summary>
    internal static (Tensor Right, Tensor Asked) Asked(Tensor scores, Tensor wanted) =>
        (scores.detach().argmax(2).eq(wanted).sum(), wanted.ne(TokenTargets.Unasked).sum());

    /// <summary>How many labels are rightly said to be there or not, at a probability of one half, and how many were asked.</summary>
    /// <param name="logits"><c>[batch, labels]</c>.</param>
    /// <param name="labels">1 where an example has a label, else 0, <c>[batch, labels]</c>.</param>
    public static (int Right, int Asked) CountLabels(Logits logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        return ((int)RightLabels(logits, labels).item<long>(), (int)labels.numel());
    }

    /// <summary>The first of both, int64, <c>[]</c>.</summary>
    internal static Tensor RightLabels(Logits logits, Tensor labels) =>
        logits.Values.detach().gt(0).eq(labels.gt(0.5)).sum();

    private static Tensor Tried(Logits logits, Tensor labels, int k)
    {
        var tried = (int)Math.Min(k, logits.Values.shape[1]);
        var (_, best) = logits.Values.detach().topk(tried, 1);
        return best.eq(labels.unsqueeze(1)).sum();
    }
}
