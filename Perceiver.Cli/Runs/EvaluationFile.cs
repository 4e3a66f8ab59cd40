using System.Collections.Immutable;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>What <c>eval --json</c> prints, and <c>test.json</c> of a run folder keeps. Fractions are in 0..1.</summary>
/// <param name="Run">The run folder.</param>
/// <param name="Checkpoint">Whose weights: "best", or "last" where no epoch had ended.</param>
/// <param name="Step">Updates that those weights have seen.</param>
/// <param name="Split">"test" or "validation".</param>
/// <param name="Examples">How many there were.</param>
/// <param name="Top1">Share whose likeliest class is right.</param>
/// <param name="Top5">Share whose class is among the five likeliest.</param>
/// <param name="Loss">Mean cross-entropy, in nats.</param>
/// <param name="Classes">Names of the classes in label order.</param>
/// <param name="PerClass">A row per class.</param>
/// <param name="Confusion">Row by true class, column by likeliest class: how many examples.</param>
/// <param name="Baselines">What counting in the training part reaches on the same examples.</param>
public sealed record EvaluationFile(
    string Run,
    string Checkpoint,
    long Step,
    string Split,
    int Examples,
    double Top1,
    double Top5,
    double Loss,
    ImmutableArray<string> Classes,
    ImmutableArray<ClassScores> PerClass,
    ImmutableArray<ImmutableArray<int>> Confusion,
    ImmutableArray<BaselineFile> Baselines
)
{
    /// <summary>The evaluation of a run's weights.</summary>
    public static EvaluationFile Of(
        RunFolder folder,
        string checkpoint,
        long step,
        string split,
        Evaluation evaluation,
        EquatableArray<string> names,
        IReadOnlyList<Baseline> baselines
    )
    {
        var scores = evaluation.Scores;
        return new EvaluationFile(
            folder.Path,
            checkpoint,
            step,
            split,
            scores.Examples,
            scores.Top1,
            scores.Top5,
            scores.Loss,
            [.. names],
            [.. ClassScores.Of(evaluation, names)],
            evaluation.Confusion,
            [.. baselines.Select(BaselineFile.Of)]
        );
    }
}
