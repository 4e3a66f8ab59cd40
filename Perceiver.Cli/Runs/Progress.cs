using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>What a run has seen so far, beside the state of the model; a checkpoint carries it.</summary>
/// <param name="Epochs">The epochs that ended.</param>
/// <param name="Best">The epoch whose validation figure was best, from 1; 0 where none is known yet.</param>
/// <param name="BestValue">That figure.</param>
/// <param name="LossSum">Sum over the current epoch's examples so far.</param>
/// <param name="RightSum">How many of their answers were right.</param>
/// <param name="Examples">How many there were.</param>
/// <param name="CsvLength">Bytes of <c>metrics.csv</c> that belong to this state.</param>
/// <param name="LinesLength">Bytes of <c>metrics.jsonl</c> that belong to this state.</param>
/// <param name="Seconds">Time trained, over all parts of the run.</param>
/// <param name="BadSteps">Steps in a row that were not finite and left out.</param>
/// <param name="AskedSum">How many answers of the current epoch's examples could be right.</param>
public sealed record Progress(
    ImmutableArray<EpochRow> Epochs,
    int Best,
    double BestValue,
    double LossSum,
    double RightSum,
    long Examples,
    long CsvLength,
    long LinesLength,
    double Seconds,
    int BadSteps = 0,
    long AskedSum = 0
)
{
    /// <summary>Before the first step.</summary>
    public static Progress None { get; } = new([], 0, 0, 0, 0, 0, 0, 0, 0);
}
