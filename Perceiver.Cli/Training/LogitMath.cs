namespace Perceiver.Cli;

/// <summary>What is read off one example's logits, in double precision and on plain numbers.</summary>
public static class LogitMath
{
    /// <summary>Softmax.</summary>
    public static double[] Probabilities(ReadOnlySpan<float> logits)
    {
        var highest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        var probabilities = new double[logits.Length];
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] = Math.Exp(logits[i] - highest);
            sum += probabilities[i];
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= sum;
        }

        return probabilities;
    }

    /// <summary>Cross-entropy of one example, in nats.</summary>
    public static double Loss(ReadOnlySpan<float> logits, int label)
    {
        var highest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - highest);
        }

        return Math.Log(sum) + highest - logits[label];
    }

    /// <summary>The probability of one of several labels: sigmoid.</summary>
    public static double LabelProbability(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>Cross-entropy of one of several labels, in nats.</summary>
    /// <param name="logit">What the model says.</param>
    /// <param name="share">1 where the example has the label, 0 where not.</param>
    public static double LabelLoss(double logit, double share) =>
        Math.Max(logit, 0) - (logit * share) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));

    /// <summary>
    /// How many classes stand before the label: 0 means it is the likeliest. Of equal logits the lower class is first.
    /// </summary>
    public static int Rank(ReadOnlySpan<float> logits, int label)
    {
        var rank = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            if (logits[i] > logits[label] || (logits[i] == logits[label] && i < label))
            {
                rank++;
            }
        }

        return rank;
    }

    /// <summary>The likeliest class; the lowest of equals.</summary>
    public static int Likeliest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best])
            {
                best = i;
            }
        }

        return best;
    }
}
