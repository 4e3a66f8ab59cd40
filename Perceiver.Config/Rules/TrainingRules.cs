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
            places.Report(Rules.ShardsOverBatch, at, Text(training.Shards), Text(training.BatchSize));
        }
    }

    public static void Warmup(PerceiverConfig config, PlaceFinder places)
    {
        var warmup = config.Training.Schedule switch
        {
            ScheduleConfig.Constant constant => constant.WarmupSteps,
            ScheduleConfig.Cosine cosine => cosine.WarmupSteps,
            ScheduleConfig.Steps steps => steps.WarmupSteps,
            ScheduleConfig.ConstantCosine constant => constant.WarmupSteps,
            ScheduleConfig.Plateau plateau => plateau.WarmupSteps,
            _ => 0,
        };
        if (warmup > 0 && TotalSteps(config) is { } total && warmup >= total)
        {
            string[] at = ["training.schedule.warmup_steps"];
            places.Report(Rules.WarmupTooLong, at, Text(warmup), Text(total));
        }
    }

    /// <summary>Labels can be smoothed where there are labels.</summary>
    public static void Smoothing(PerceiverConfig config, PlaceFinder places)
    {
        var numbers =
            config.Task is TaskConfig.Regression
            || (config.Task is TaskConfig.MultimodalAutoencoding && !ModalityRules.AskForClasses(config.Model))
            || (config.Task is TaskConfig.Autoencoding && config.Model.Input is not InputConfig.Tokens);
        if (numbers && config.Training.LabelSmoothing > 0)
        {
            string[] at = ["training.label_smoothing"];
            places.Report(Rules.NoEffect, at, "label_smoothing", "the task asks for numbers, not for labels");
        }
    }

    public static void Schedule(PerceiverConfig config, PlaceFinder places)
    {
        switch (config.Training.Schedule)
        {
            case ScheduleConfig.Steps steps:
                Boundaries(steps.Boundaries, TotalSteps(config), places);
                break;
            case ScheduleConfig.OneCycle { CycleMomentum: true } cycle when cycle.BaseMomentum > cycle.MaxMomentum:
                string[] at = ["training.schedule.base_momentum", "training.schedule.max_momentum"];
                places.Report(Rules.MomentumRange, at, Text(cycle.BaseMomentum), Text(cycle.MaxMomentum));
                break;
        }
    }

    public static void Watching(PerceiverConfig config, PlaceFinder places)
    {
        var training = config.Training;
        if (config.Data.Split.Validation == 0)
        {
            if (training.Schedule is ScheduleConfig.Plateau)
            {
                places.Report(
                    Rules.NothingToWatch,
                    ["training.schedule.kind", "training.schedule"],
                    "The schedule plateau"
                );
            }

            if (training.EarlyStopping.Patience is not null)
            {
                places.Report(Rules.NothingToWatch, ["training.early_stopping.patience"], "early_stopping");
            }
        }

        if (training.EarlyStopping is { Patience: null, MinDelta: > 0 })
        {
            string[] at = ["training.early_stopping.min_delta"];
            places.Report(Rules.NoEffect, at, "min_delta", "early_stopping.patience is null");
        }
    }

    public static void Decay(PerceiverConfig config, PlaceFinder places)
    {
        var optimizer = config.Training.Optimizer;
        if (optimizer is OptimizerConfig.Sgd { Nesterov: true, Momentum: 0 })
        {
            places.Report(Rules.NoEffect, ["training.optimizer.nesterov"], "nesterov", "the momentum is 0");
        }

        if (optimizer.DecayExclude.Count > 0 && optimizer.WeightDecay == 0)
        {
            places.Report(Rules.NoEffect, ["training.optimizer.decay_exclude"], "decay_exclude", "weight_decay is 0");
        }

        if (optimizer.DecayExclude.Count > 0 && SizeRules.CanList(config))
        {
            Patterns(config, optimizer.DecayExclude, "training.optimizer.decay_exclude", places);
        }
    }

    public static void Freeze(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Training.Freeze.Count > 0 && SizeRules.CanList(config))
        {
            Patterns(config, config.Training.Freeze, "training.freeze", places);
        }
    }

    private static void Patterns(
        PerceiverConfig config,
        EquatableArray<string> patterns,
        string path,
        PlaceFinder places
    )
    {
        string[] names = [.. Shapes.Of(config).Select(spec => spec.Name)];
        // Of blocks that are alike one is enough to tell what was meant.
        var some = new Lazy<string[]>(() => [.. Shapes.Once(config).ToArray().Select(spec => spec.Name)]);
        for (var i = 0; i < patterns.Count; i++)
        {
            var pattern = patterns[i];
            if (!names.Any(name => ParameterPattern.Matches(pattern, name)))
            {
                string[] at = [$"{path}.{i}"];
                var hint = Suggestions.Closest(pattern, some.Value) is { } closest
                    ? $"Did you mean '{closest}'?"
                    : $"The first is called '{names[0]}'.";
                places.Report(Rules.NoSuchParameter, at, DecodeScope.Shorten(pattern), hint);
            }
        }
    }

    private static void Boundaries(EquatableArray<int> boundaries, long? total, PlaceFinder places)
    {
        for (var i = 0; i < boundaries.Count; i++)
        {
            string[] at = [$"training.schedule.boundaries.{i}"];
            if (i > 0 && boundaries[i] <= boundaries[i - 1])
            {
                places.Report(Rules.BoundariesAscend, at, Text(boundaries[i]), Text(boundaries[i - 1]));
            }
            else if (total is { } steps && boundaries[i] > steps)
            {
                places.Report(Rules.BoundaryAfterEnd, at, Text(boundaries[i]), Text(steps));
            }
        }
    }

    // The most steps that the run can have, as far as that is known without reading the data.
    private static long? TotalSteps(PerceiverConfig config)
    {
        var training = config.Training;
        long? examples = SourceFacts.Of(config.Data.Source).TrainCount is { } count
            ? count - (long)(count * config.Data.Split.Validation)
            : null;
        examples = config.Data.Limit is { } limit ? Math.Min(limit, examples ?? limit) : examples;
        var perUpdate = (long)training.BatchSize * training.Accumulation;
        var byEpochs = (examples + perUpdate - 1) / perUpdate * training.Epochs;
        return training.MaxSteps is { } most ? Math.Min(most, byEpochs ?? most) : byEpochs;
    }

    private static string Text(long value) => NumberText.Format(value);

    private static string Text(double value) => NumberText.Format(value);
}
