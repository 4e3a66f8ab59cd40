using Perceiver.Config;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Configs whose data part matters and whose model is as small as can be.</summary>
internal static class DataTestConfigs
{
    public static readonly SplitConfig NoSplit = new(0, 0, SplitMethod.Last, 0);

    public static PerceiverConfig Of(
        DataSourceConfig source,
        InputConfig.Image input,
        int classes,
        SplitConfig? split = null,
        int? limit = null,
        Normalization normalization = Normalization.Unit,
        params AugmentationConfig[] augmentation
    )
    {
        var zeros = new InitConfig(InitKind.Zeros, 0);
        var block = new BlockConfig(
            new AttentionConfig(1, 4, 4, AttentionScale.InverseSqrt, true, 0, AttentionInit.Linear),
            new MlpConfig(1, Activation.Gelu, 0),
            NormPlacement.Pre,
            AttentionResidual.Query,
            true
        );
        var model = new ModelConfig(
            input,
            new PreprocessorConfig.Pixels(null),
            new PositionConfig.None(),
            new LatentConfig(2, 4, zeros),
            new EncoderConfig(1, 1, WeightSharing.None, block, block),
            new DecoderConfig.MeanPool(false, new HeadConfig([], Activation.Gelu, 0)),
            1e-5,
            zeros
        );
        var data = new DataConfig(source, split ?? NoSplit, limit, normalization, augmentation.ToEquatableArray());
        var training = new TrainingConfig(
            1,
            null,
            2,
            1,
            0,
            new OptimizerConfig.AdamW(1e-3, 0.9, 0.999, 1e-8, 0, false),
            new ScheduleConfig.Constant(0),
            null,
            0,
            new CheckpointConfig(null, Perceiver.Config.Monitor.Top1)
        );
        return new PerceiverConfig(model, new TaskConfig.Classification(classes), data, training);
    }
}
