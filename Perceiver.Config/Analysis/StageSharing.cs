namespace Perceiver.Config;

/// <summary>Which weights each stage of an encoder uses.</summary>
/// <param name="CrossAttends">Distinct cross-attends.</param>
/// <param name="Towers">Distinct towers of latent Transformer blocks.</param>
/// <param name="CrossAttendStages">How many stages, from the first, begin with a cross-attend.</param>
public readonly record struct StageSharing(int CrossAttends, int Towers, int CrossAttendStages)
{
    /// <summary>The distinct weights of an encoder after sharing.</summary>
    public static StageSharing Of(EncoderConfig encoder)
    {
        var stages = encoder.Stages;
        var attending = Math.Min(stages, encoder.AttendingStages ?? stages);
        var (crossAttends, towers) = encoder.Sharing switch
        {
            WeightSharing.All => (1, 1),
            WeightSharing.FirstCrossAttendApart => (2, 1),
            WeightSharing.FirstTowerApart => (1, 2),
            WeightSharing.FirstStageApart => (2, 2),
            _ => (stages, stages),
        };
        return new(Math.Min(crossAttends, attending), Math.Min(towers, stages), attending);
    }

    /// <summary>Whether a stage begins with a cross-attend.</summary>
    public bool HasCrossAttend(int stage) => stage < CrossAttendStages;

    /// <summary>How many stages use a distinct cross-attend.</summary>
    public int Reads(int crossAttend) => crossAttend == CrossAttends - 1 ? CrossAttendStages - crossAttend : 1;

    /// <summary>The distinct cross-attend that a stage uses.</summary>
    public int CrossAttend(int stage) => Math.Min(stage, CrossAttends - 1);

    /// <summary>The distinct tower that a stage uses.</summary>
    public int Tower(int stage) => Math.Min(stage, Towers - 1);
}
