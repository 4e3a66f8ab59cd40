using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>What a task is judged by, beside its loss: the one table.</summary>
/// <param name="Names">The figures of an evaluation, in the order in which they are told.</param>
/// <param name="Share">The one of them that training steps tell too: the share that is right; null where numbers are asked.</param>
/// <param name="Tally">What counts examples.</param>
internal sealed record TaskFigures(EquatableArray<string> Names, string? Share, Func<Tally> Tally)
{
    public const string Top1 = "top1";
    public const string Top5 = "top5";
    public const string Accuracy = "accuracy";
    public const string BitsPerByte = "bits_per_byte";
    public const string Perplexity = "perplexity";
    public const string PixelAccuracy = "pixel_accuracy";
    public const string MeanIou = "mean_iou";
    public const string Mse = "mse";
    public const string Psnr = "psnr";
    public const string Epe = "epe";
    public const string Map = "map";
    public const string MacroF1 = "macro_f1";
    public const string LabelAccuracy = "label_accuracy";

    /// <summary>The figures of a config's task.</summary>
    /// <param name="config">The config.</param>
    /// <param name="statistics">What normalises its images, if it has images.</param>
    public static TaskFigures Of(PerceiverConfig config, PixelStatistics statistics)
    {
        var outputs = TaskOutputs.Of(config);
        return (config.Task, config.Model.Input) switch
        {
            (TaskConfig.Classification { MultiLabel: true }, _) => new(
                [Map, MacroF1, LabelAccuracy],
                LabelAccuracy,
                () => new LabelTally(outputs)
            ),
            (TaskConfig.Classification, _) => new([Top1, Top5], Top1, () => new ClassTally(outputs)),
            (TaskConfig.MaskedLanguageModel or TaskConfig.CausalLanguageModel, _)
            or (TaskConfig.Autoencoding, InputConfig.Tokens) => new(
                [Accuracy, BitsPerByte, Perplexity],
                Accuracy,
                () => new TokenTally(outputs)
            ),
            (TaskConfig.Segmentation, _) => new([PixelAccuracy, MeanIou], PixelAccuracy, () => new DenseTally(outputs)),
            (TaskConfig.Autoencoding, InputConfig.Image image) => new(
                [Mse, Psnr],
                null,
                () => new ImageTally(PixelScale.Of(config.Data.Normalization, statistics, image.Channels))
            ),
            (TaskConfig.Regression, _) when config.Data.Source is DataSourceConfig.MovingScenes => new(
                [Epe, Mse],
                null,
                () => new FlowTally()
            ),
            (TaskConfig.MultimodalAutoencoding, _) => Several(config.Model),
            _ => new([Mse], null, () => new NumberTally()),
        };
    }

    // The numbers of several inputs are films and sounds, from -1 to 1.
    private static TaskFigures Several(ModelConfig model)
    {
        EquatableArray<string> names = [.. ModalityFigures.Names(model)];
        return new(names, names.Contains(Accuracy) ? Accuracy : null, () => new ModalityTally(model, 2));
    }

    /// <summary>The figure of a training step or epoch: the share of so many answers that were right.</summary>
    public Figure? Trained(double right, double asked) =>
        Share is null ? null : new Figure(Share, right / Math.Max(1, asked));
}
