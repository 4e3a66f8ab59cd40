using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>
/// Configs of all families with settings that are declared and checked, but that nothing can be made of yet. Whoever
/// builds one brings it into the generator of what it belongs to.
/// </summary>
internal static class DeclaredGen
{
    public static Gen<PerceiverConfig> Config =>
        from config in Bare
        from training in Training(config.Training)
        from changes in Changes(config.Model.Input, config.Task)
        from positions in Fixed
        from dropout in ConfigGen.Share
        from drawn in Gen.Choose(1, 4)
        select new PerceiverConfig(
            config.Model with
            {
                Input = Everywhere(config.Model.Input, positions),
                Positions = CanStandAnywhere(config.Model) ? positions : config.Model.Positions,
                Encoder = config.Model.Encoder with { LatentDropout = dropout },
                Decoder = Subsampled(config.Model.Decoder, drawn),
            },
            config.Task,
            config.Data with
            {
                Augmentation = changes,
            },
            training
        );

    // Outputs without a layer, which are as many numbers as the answers have.
    private static Gen<PerceiverConfig> Bare =>
        from config in FamilyGen.Config
        from each in ConfigGen.Bool
        let model = config.Model
        select config switch
        {
            {
                Task: TaskConfig.Regression,
                Model.Decoder: DecoderConfig.Queries { Array: not QueryConfig.Inputs } asked
            } when !each => config with
            {
                Model = model with { Decoder = asked with { Output = new OutputConfig.None() } },
                Task = new TaskConfig.Regression((int)QueryLayout.Of(asked.Array, 0).Width),
            },
            { Task: TaskConfig.Regression } when each => config with
            {
                Model = model with { Decoder = new DecoderConfig.Latents(new OutputConfig.None()) },
                Task = new TaskConfig.Regression(model.Latents.Width),
            },
            _ => config,
        };

    private static Gen<TrainingConfig> Training(TrainingConfig training) =>
        from precision in ConfigGen.Word<Precision>()
        from budget in Gen.Elements(0.001, 16, 80)
        from zLoss in Gen.Elements(0, 1e-4)
        from freeze in Gen.Elements<EquatableArray<string>>([], ["*.weight"], ["*.bias", "encoder.cross_attends.0.*"])
        from start in Gen.Elements(null, "fashion-mnist", "runs/a b")
        select training with
        {
            Precision = precision,
            MemoryBudget = budget,
            ZLoss = zLoss,
            Freeze = freeze,
            StartFrom = start,
        };

    private static Gen<EquatableArray<AugmentationConfig>> Changes(InputConfig input, TaskConfig task) =>
        input switch
        {
            InputConfig.Points => from low in Gen.Elements(0.5, 0.8, 1)
            from length in Gen.Elements(0.01, 0.1)
            from count in Gen.Choose(0, 3)
            select Of(
                count,
                new AugmentationConfig.PointScale(low, 1 / low),
                new AugmentationConfig.PointShift(length),
                new AugmentationConfig.PointJitter(length, 3 * length)
            ),
            InputConfig.Tokens tokens => from share in ConfigGen.Share
            from token in Gen.Choose(0, tokens.Vocabulary - 1)
            from count in Gen.Choose(0, 1)
            select Of(count, new AugmentationConfig.ByteMasking(token, share)),
            InputConfig.Image when task is TaskConfig.Classification { MultiLabel: false, Classes: var classes } =>
                Gen.Constant(
                    Of(1, new AugmentationConfig.HorizontalFlip(0.5, [1, 0, .. Enumerable.Range(2, classes - 2)]))
                ),
            _ => Gen.Constant<EquatableArray<AugmentationConfig>>([]),
        };

    private static EquatableArray<AugmentationConfig> Of(int count, params AugmentationConfig[] changes) =>
        changes.Take(count).ToEquatableArray();

    private static readonly Gen<PositionConfig> Fixed =
        from combine in ConfigGen.Word<PositionCombine>()
        from own in Gen.Choose(1, 6)
        from wavelength in Gen.Elements<double>(100, 10_000)
        from scale in Gen.Elements(0.02, 1)
        from sines in ConfigGen.Bool
        let width = combine == PositionCombine.Concat ? own : (int?)null
        select sines
            ? (PositionConfig)new PositionConfig.Sinusoidal(combine, width, wavelength)
            : new PositionConfig.Random(combine, width, scale);

    // Where nothing else has the inputs' width.
    private static bool CanStandAnywhere(ModelConfig model) =>
        model
            is {
                Input: not (InputConfig.Label or InputConfig.Modalities),
                Latents.Source: LatentSource.Learned,
                Decoder: not DecoderConfig.Queries { Array: QueryConfig.Inputs }
            };

    private static InputConfig Everywhere(InputConfig input, PositionConfig positions) =>
        input is InputConfig.Modalities several
            ? several with
            {
                Parts =
                [
                    .. several.Parts.Select(part =>
                        part.Input is InputConfig.Label ? part : part with { Positions = positions }
                    ),
                ],
            }
            : input;

    private static DecoderConfig Subsampled(DecoderConfig decoder, int drawn) =>
        decoder switch
        {
            DecoderConfig.Queries queries => queries with { Array = Subsampled(queries.Array, drawn) },
            DecoderConfig.Modalities several => several with
            {
                Parts = several
                    .Parts.Select(part => part with { Queries = Subsampled(part.Queries, drawn) })
                    .ToEquatableArray(),
            },
            _ => decoder,
        };

    private static QueryConfig Subsampled(QueryConfig queries, int drawn) =>
        queries is QueryConfig.Fourier fourier
            ? fourier with
            {
                Subsample = drawn > QueryLayout.Of(fourier, 0).Count ? null : drawn,
            }
            : queries;
}
