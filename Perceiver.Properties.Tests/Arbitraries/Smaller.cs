namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Smaller numbers: a leap to half, for the way to the least is long, then a step, for it may be the last.</summary>
internal static class Smaller
{
    public static IEnumerable<int> Than(int number, int least) =>
        number <= least ? [] : ((int[])[least + ((number - least) / 2), number - 1]).Distinct();
}
