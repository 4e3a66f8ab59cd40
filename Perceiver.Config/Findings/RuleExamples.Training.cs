namespace Perceiver.Config;

/// <content>PCV21x and PCV24x: training settings that do not go together.</content>
public static partial class RuleExamples
{
    private const string Schedule = "{ kind: cosine, warmup_steps: 10 }";

    private static IEnumerable<RuleExample> Training() =>
        [
            Edit(
                Rules.WarmupTooLong,
                "The learning rate would never reach its peak, and the schedule after the warm-up would never begin.",
                "warmup_steps: 10",
                "warmup_steps: 5000",
                "5000"
            ),
            Edit(
                Rules.ShardsOverBatch,
                "Each shard is a part of the batch and holds at least one example.",
                "shards: 2",
                "shards: 65",
                "65"
            ),
            Edit(
                Rules.NoSuchParameter,
                "A pattern that fits nothing leaves out nothing: the parameter that was meant would decay all the same.",
                "schedule: " + Schedule,
                "optimizer: { kind: adamw, decay_exclude: [latent] }",
                "latent",
                "optimizer: { kind: adamw, decay_exclude: [latents] }"
            ),
            Edit(
                Rules.BoundariesAscend,
                "The rate changes at each boundary in turn; one that lies before the last has no turn.",
                Schedule,
                "{ kind: steps, boundaries: [500, 200], factor: 0.1 }",
                "200",
                "{ kind: steps, boundaries: [200, 500], factor: 0.1 }"
            ),
            Edit(
                Rules.BoundaryAfterEnd,
                "A change of the rate after the last step changes nothing; the run is shorter than somebody thought.",
                Schedule,
                "{ kind: steps, boundaries: [5000], factor: 0.1 }",
                "5000",
                "{ kind: steps, boundaries: [500], factor: 0.1 }"
            ),
            Edit(
                Rules.MomentumRange,
                "The momentum runs between the two, low where the rate is high.",
                Schedule,
                "{ kind: one_cycle, base_momentum: 0.95, max_momentum: 0.85 }",
                "0.95",
                "{ kind: one_cycle, base_momentum: 0.85, max_momentum: 0.95 }"
            ),
            Edit(
                Rules.NothingToWatch,
                "Without examples held out there is no figure, so the rate would never drop and the run would never end early.",
                "split: { validation: 0.25 }\n  augmentation:\n    - { kind: random_crop, padding: 2, mode: reflect }\ntraining:",
                "split: { validation: 0 }\ntraining:\n  early_stopping: { patience: 3 }",
                "3",
                "split: { validation: 0.1 }\ntraining:\n  early_stopping: { patience: 3 }"
            ),
        ];
}
