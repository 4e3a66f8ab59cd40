namespace Perceiver.Cli;

/// <summary><c>summary.json</c>: what came of a run, for scripts. Fractions are in 0..1.</summary>
/// <param name="Name">Name of the config.</param>
/// <param name="Hash">Hash of the config.</param>
/// <param name="Run">The run folder.</param>
/// <param name="Status">"finished", or "interrupted" where it can be resumed.</param>
/// <param name="Parameters">How many numbers were learned.</param>
/// <param name="Epochs">Epochs that ended.</param>
/// <param name="Steps">Updates done.</param>
/// <param name="BestEpoch">Whose weights count; 0 where none ended.</param>
/// <param name="Train">Figures of the last epoch's training examples, as they were trained on.</param>
/// <param name="Validation">Figures of the best epoch on the validation examples, if there are any.</param>
/// <param name="Test">Figures of the best epoch's weights on the test examples, which were read once.</param>
/// <param name="Seconds">Time trained, validation included.</param>
/// <param name="WeightsSha256">SHA-256 of the last weights' file.</param>
/// <param name="Waiting">Share of the time of this part's epochs in which steps waited for batches; null where there was none.</param>
public sealed record RunSummary(
    string Name,
    string Hash,
    string Run,
    string Status,
    long Parameters,
    int Epochs,
    long Steps,
    int BestEpoch,
    TrainFigures? Train,
    Scores? Validation,
    Scores? Test,
    double Seconds,
    string WeightsSha256,
    double? Waiting = null
)
{
    /// <summary>The run came to its end.</summary>
    public const string Finished = "finished";

    /// <summary>The run can be resumed.</summary>
    public const string Interrupted = "interrupted";
}
