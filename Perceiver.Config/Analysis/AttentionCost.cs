namespace Perceiver.Config;

/// <summary>What the ways of computing one attention cost, in multiply-adds.</summary>
public static class AttentionCost
{
    /// <summary>
    /// Whether it is cheaper to read the inputs as they are and put the projections of keys and values on the side of the
    /// queries: q (W x) = (q W) x, and a mean of W x is W times a mean of x. Only one head reads the inputs' whole width; with
    /// several, each would have to.
    /// </summary>
    /// <param name="attention">Heads and widths.</param>
    /// <param name="queries">Queries of one example.</param>
    /// <param name="inputs">Rows that they read.</param>
    /// <param name="inputWidth">Channels of such a row.</param>
    /// <param name="times">How often the same rows are read with the same weights: keys and values would be made once.</param>
    public static bool AbsorbsProjections(
        AttentionConfig attention,
        long queries,
        long inputs,
        long inputWidth,
        int times
    )
    {
        decimal widths = attention.QkWidth + attention.VWidth;
        var projected = (inputs * inputWidth * widths) + (times * (decimal)queries * inputs * widths);
        var width = inputWidth + (attention.Bias ? 1 : 0);
        var absorbed = times * (decimal)queries * ((inputs * 2m * width) + (width * widths));
        return attention.Heads == 1 && absorbed < projected;
    }
}
