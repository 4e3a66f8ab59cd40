namespace Perceiver.Cli;

/// <summary>A step's line in <c>metrics.jsonl</c> where it was not finite and the config says to go on.</summary>
/// <param name="Kind">Always "non_finite".</param>
/// <param name="Step">The step's number.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Batch">The batch's number in the epoch, from 1.</param>
/// <param name="Where">The first that was not finite: the input, the loss, or the gradient of a parameter.</param>
/// <param name="Action">What was done.</param>
public sealed record NonFiniteLine(
    string Kind,
    long Step,
    int Epoch,
    int Batch,
    string Where,
    Perceiver.Config.NonFinitePolicy Action
);
