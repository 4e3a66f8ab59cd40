namespace Perceiver.Config;

/// <summary>Rules on the training.</summary>
internal static class TrainingRules
{
    public static void Shards(PerceiverConfig config, PlaceFinder places)
    {
        var training = config.Training;
        if (training.Shards > training.BatchSize)
        {
            string[] at = ["training.shards"];
            places.Report(
                Rules.ShardsOverBatch,
                at,
                NumberText.Format(training.Shards),
                NumberText.Format(training.BatchSize)
            );
        }
    }

    public static void Warmup(PerceiverConfig config, PlaceFinder places)
    {
        var warmup = config.Training.Schedule switch
        {
            ScheduleConfig.Constant constant => constant.WarmupSteps,
            ScheduleConfig.Cosine cosine => cosine.WarmupSteps,
            _ => 0,
        };
        if (warmup > 0 && TotalSteps(config) is { } steps && warmup >= steps)
        {
            string[] at = ["training.schedule.warmup_steps"];
            places.Report(Rules.WarmupTooLong, at, NumberText.Format(warmup), NumberText.Format(steps));
        }
    }

    // The most steps that the run can have, as far as that is known without reading the data.
    private static long? TotalSteps(PerceiverConfig config)
    {
        var training = config.Training;
        long? examples = SourceFacts.Of(config.Data.Source)?.TrainCount is { } count
            ? count - (long)(count * config.Data.Split.Validation)
            : null;
        examples = config.Data.Limit is { } limit ? Math.Min(limit, examples ?? limit) : examples;
        var byEpochs = (examples + training.BatchSize - 1) / training.BatchSize * training.Epochs;
        return training.MaxSteps is { } most ? Math.Min(most, byEpochs ?? most) : byEpochs;
    }
}
