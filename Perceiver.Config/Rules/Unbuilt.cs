namespace Perceiver.Config;

/// <summary>
/// The one list of what is declared, checked and counted, but not built. Whoever builds something deletes its line; when
/// the list is empty, this file goes.
/// </summary>
internal static class Unbuilt
{
    public static readonly IReadOnlyList<UnbuiltSetting> All =
    [
        Positions<PositionConfig.Sinusoidal>("A table of sines"),
        Positions<PositionConfig.Random>("A table of random numbers"),
        Encoder("Dropout of latents", "encoder.latent_dropout", model => model.Encoder.LatentDropout > 0),
        new(
            "Asking for some of the places only",
            c =>
                ModelParts
                    .Queries(c.Model)
                    .Where(part => part.Queries is QueryConfig.Fourier { Subsample: not null })
                    .Select(part => $"{part.Path}.subsample")
        ),
        new(
            "Several labels per example",
            c => At(c.Task is TaskConfig.Classification { MultiLabel: true }, "task.multi_label")
        ),
        Augmentation<AugmentationConfig.PointScale>("Scaling points"),
        Augmentation<AugmentationConfig.PointShift>("Shifting points"),
        Augmentation<AugmentationConfig.PointJitter>("Jittering points"),
        Augmentation<AugmentationConfig.ByteMasking>("Masking tokens as an augmentation"),
        Training("A precision below float32", "precision", one => one.Precision != Precision.Float32),
        Training("Gradient checkpointing", "recompute", one => one.Recompute != Recompute.Nothing),
        Training("The z-loss", "z_loss", one => one.ZLoss > 0),
        Training("Freezing parameters", "freeze", one => one.Freeze.Count > 0),
        Training("Starting from another run", "start_from", one => one.StartFrom is not null),
    ];

    public static void Check(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var setting in All)
        {
            foreach (var path in setting.Places(config))
            {
                var above = path.Substring(0, path.LastIndexOf('.'));
                places.Report(
                    Rules.NotBuilt,
                    path.EndsWith(".kind", StringComparison.Ordinal) ? [path, above] : [path],
                    setting.What
                );
            }
        }
    }

    private static IEnumerable<string> At(bool used, string path) => used ? [path] : [];

    private static UnbuiltSetting Encoder(string what, string key, Func<ModelConfig, bool> uses) =>
        new(what, c => At(uses(c.Model), $"model.{key}"));

    private static UnbuiltSetting Positions<T>(string what)
        where T : PositionConfig =>
        new(
            what,
            c =>
                ModelParts
                    .Inputs(c.Model)
                    .Where(part => part.Positions is T)
                    .Select(part => $"{part.PositionsPath}.kind")
        );

    private static UnbuiltSetting Augmentation<T>(string what)
        where T : AugmentationConfig =>
        new(what, c => c.Data.Augmentation.SelectMany((one, i) => At(one is T, $"data.augmentation.{i}.kind")));

    private static UnbuiltSetting Training(string what, string key, Func<TrainingConfig, bool> uses) =>
        new(what, c => At(uses(c.Training), $"training.{key}"));
}
