using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>What is odd about a run as soon as its data is known: it can be trained, but hardly as somebody meant it.</summary>
internal static class RunNotes
{
    private const int MostNamed = 5;

    /// <summary>Each with what to do about it.</summary>
    public static IEnumerable<string> Of(TrainingJob job)
    {
        var (training, examples) = (job.Model.Config.Training, job.Data.Train.Count);
        if (training.BatchSize > examples)
        {
            yield return $"training.batch_size is {training.BatchSize}, but there are {examples} training examples: each "
                + "step takes them all. A smaller batch_size makes more steps.";
        }

        if (Warmup(training.Schedule) is var warmup and > 0 && warmup >= job.TotalSteps)
        {
            yield return $"the warm-up takes {warmup} steps, but the run has {job.TotalSteps}: the learning rate never gets "
                + "to its height. Lower training.schedule.warmup_steps, or train longer.";
        }

        if (
            training.Schedule is ScheduleConfig.Steps { Boundaries: { Count: > 0 } boundaries }
            && boundaries[0] > job.TotalSteps
        )
        {
            yield return $"the schedule's first step down is at {boundaries[0]}, but the run ends at {job.TotalSteps}. "
                + "Lower training.schedule.boundaries, or train longer.";
        }

        string[] absent = [.. Absent(job)];
        if (absent.Length > 0)
        {
            var more = absent.Length > MostNamed ? $" and {absent.Length - MostNamed} more" : "";
            yield return $"no training example is of {string.Join(", ", absent.Take(MostNamed).Select(Quoted))}{more}, so "
                + "that nothing can be learned of it. Add examples, or change data.split or data.limit.";
        }
    }

    private static string Quoted(string name) => $"'{name}'";

    private static IEnumerable<string> Absent(TrainingJob job)
    {
        if (job.Model.Config.Task is not TaskConfig.Classification { MultiLabel: false })
        {
            return [];
        }

        var labels = job.Data.Train switch
        {
            ImageSet images => images.Labels,
            PointSet points => points.Labels,
            _ => [],
        };
        var present = labels.ToHashSet();
        return labels.IsEmpty ? [] : job.Data.ClassNames.Where((_, label) => !present.Contains(label));
    }

    private static int Warmup(ScheduleConfig schedule) =>
        schedule switch
        {
            ScheduleConfig.Constant constant => constant.WarmupSteps,
            ScheduleConfig.Cosine cosine => cosine.WarmupSteps,
            ScheduleConfig.Steps steps => steps.WarmupSteps,
            ScheduleConfig.ConstantCosine constant => constant.WarmupSteps,
            ScheduleConfig.Plateau plateau => plateau.WarmupSteps,
            _ => 0,
        };
}
