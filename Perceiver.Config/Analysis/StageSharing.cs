namespace Perceiver.Config;

/// <summary>Which weights each stage of an encoder uses.</summary>
/// <param name="CrossAttends">Distinct cross-attends.</param>
/// <param name="Towers">Distinct towers of latent Transformer blocks.</param>
public readonly record struct StageSharing(int CrossAttends, int Towers)
{
    /// <summary>The distinct weights of an encoder after sharing.</summary>
    public static StageSharing Of(EncoderConfig encoder) =>
        encoder.Sharing switch
        {
            WeightSharing.All => new(1, 1),
            WeightSharing.FirstCrossAttendApart => new(Math.Min(encoder.Stages, 2), 1),
            WeightSharing.FirstStageApart => new(Math.Min(encoder.Stages, 2), Math.Min(encoder.Stages, 2)),
            _ => new(encoder.Stages, encoder.Stages),
        };

    /// <summary>The distinct cross-attend that a stage uses.</summary>
    public int CrossAttend(int stage) => Math.Min(stage, CrossAttends - 1);

    /// <summary>The distinct tower that a stage uses.</summary>
    public int Tower(int stage) => Math.Min(stage, Towers - 1);
}
