namespace Perceiver.Config;

/// <summary>Every rule over two or more settings. They run on configs whose single settings are all right.</summary>
internal static class CrossField
{
    private static readonly Action<PerceiverConfig, PlaceFinder>[] Checks =
    [
        InputRules.PatchFits,
        InputRules.PositionWidth,
        InputRules.PositionsTell,
        AttentionRules.Heads,
        AttentionRules.ValueWidth,
        EncoderRules.Sharing,
        EncoderRules.Bottleneck,
        EncoderRules.Idle,
        EncoderRules.Size,
        DataRules.Source,
        DataRules.Split,
        DataRules.Folder,
        DataRules.Crop,
        TrainingRules.Shards,
        TrainingRules.Warmup,
        TrainingRules.Schedule,
        TrainingRules.Watching,
        TrainingRules.Decay,
    ];

    public static void Check(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var check in Checks)
        {
            check(config, places);
        }
    }
}
