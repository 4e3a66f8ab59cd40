using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>An evaluation on one line of JSON, for every task: what <c>eval --json</c> prints and <c>test.json</c> keeps.</summary>
internal static class EvaluationJson
{
    public static string Of(
        RunFolder folder,
        string checkpoint,
        long step,
        string split,
        TaskConfig task,
        Evaluation evaluation,
        EquatableArray<string> names,
        IReadOnlyList<Baseline> baselines
    )
    {
        if (task is TaskConfig.Classification { MultiLabel: false })
        {
            return Json.OneLine(EvaluationFile.Of(folder, checkpoint, step, split, evaluation, names, baselines));
        }

        var file = Json.Node(
            new
            {
                Run = folder.Path,
                Checkpoint = checkpoint,
                Step = step,
                Split = split,
            }
        );
        Json.Add(file, evaluation.Scores);
        Json.Add(
            file,
            new
            {
                Classes = names.ToArray(),
                PerClass = evaluation.Confusion.IsEmpty ? [] : ClassScores.Of(evaluation, names),
                evaluation.Confusion,
                Baselines = baselines.Select(BaselineFile.Of),
            }
        );
        return Json.OneLine(file);
    }
}
