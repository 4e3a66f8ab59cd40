using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;

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
        var block = PlainParts.Block(PlainParts.Attention(1, 4, 4));
        var model = new ModelConfig(
            input,
            new PreprocessorConfig.Pixels(1, null),
            new PositionConfig.None(),
            PlainParts.Latents(2, 4, zeros),
            PlainParts.Encoder(block, block),
            new DecoderConfig.MeanPool(false, PlainParts.Head),
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
            new CheckpointConfig(null, null, 2, Perceiver.Config.Monitor.Top1)
        );
        return new PerceiverConfig(model, new TaskConfig.Classification(classes), data, training);
    }
}
