namespace Perceiver.Cli;

/// <summary>
/// One line of <c>metrics.csv</c>. Only what config, seed and data decide stands here, so that a resumed run's file is
/// the uninterrupted run's, byte for byte; the clock's figures are in <c>timings.jsonl</c>.
/// </summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Step">Steps done since the start.</param>
/// <param name="LearningRate">That of the epoch's last step.</param>
/// <param name="TrainLoss">Mean over the epoch's examples, as they were trained on.</param>
/// <param name="TrainShare">Share of what was asked that was right, in 0..1; null where numbers are asked.</param>
/// <param name="Validation">Figures on the validation examples; null where there are none.</param>
public sealed record EpochRow(
    int Epoch,
    long Step,
    double LearningRate,
    double TrainLoss,
    double? TrainShare,
    Scores? Validation
);
