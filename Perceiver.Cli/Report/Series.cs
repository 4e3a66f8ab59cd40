using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>The values of one figure as they went through a run.</summary>
/// <param name="Metric">Which figure, as in <c>loss</c>.</param>
/// <param name="Part">Of what: <c>batch</c>, <c>train</c>, <c>epoch</c> or <c>validation</c>.</param>
/// <param name="Steps">Updates done, ascending.</param>
/// <param name="Values">One for each; null where it was not finite.</param>
public sealed record Series(string Metric, string Part, ImmutableArray<long> Steps, ImmutableArray<double?> Values)
{
    /// <summary>Of single steps.</summary>
    public const string Batch = "batch";

    /// <summary>Of an epoch's training examples, as they were trained on.</summary>
    public const string Train = "train";

    /// <summary>Of an epoch's end.</summary>
    public const string Epoch = "epoch";

    /// <summary>Of the validation examples.</summary>
    public const string Validation = "validation";

    /// <summary>
    /// The same with at most so many points, each the mean of as many neighbours as all others; the last may be of fewer.
    /// </summary>
    public Series Thinned(int most)
    {
        var each = (Steps.Length + most - 1) / most;
        return each <= 1
            ? this
            : this with
            {
                Steps = [.. Steps.Chunk(each).Select(chunk => chunk[^1])],
                Values = [.. Values.Chunk(each).Select(Mean)],
            };
    }

    // A gap stays one.
    private static double? Mean(double?[] values) => values.All(value => value is not null) ? values.Average() : null;
}
