namespace Perceiver.Config;

/// <summary>The encoder: <paramref name="Stages"/> times a cross-attend and a tower of latent Transformer blocks.</summary>
/// <param name="Stages">How many stages.</param>
/// <param name="AttendingStages">How many of the stages, from the first, begin with a cross-attend; null for all.</param>
/// <param name="Blocks">Self-attention blocks of a tower.</param>
/// <param name="Repeats">How often a stage's tower is applied, with the same weights (Hugging Face: num_blocks).</param>
/// <param name="Sharing">Which stages use the same weights.</param>
/// <param name="CrossAttend">The cross-attend block.</param>
/// <param name="SelfAttend">The self-attention block.</param>
/// <param name="Inverted">
/// For each stage whether the softmax of its cross-attend runs over the latents instead of the inputs (lucidrains); empty
/// for none.
/// </param>
/// <param name="Causal">Whether a latent sees only inputs and latents up to its own place (2202.07765).</param>
/// <param name="Rotary">Rotary position codes of queries and keys.</param>
/// <param name="InputDropout">Share of the inputs (in an autoregressive model: of those before the latents) left out in training.</param>
/// <param name="EmptyRows">What a latent reads where every input is masked.</param>
/// <param name="FinalNorm">Whether a norm follows the last stage.</param>
/// <param name="LatentDropout">Share of the latents that no other latent sees in training (google-research's Perceiver AR).</param>
public sealed record EncoderConfig(
    int Stages,
    int? AttendingStages,
    int Blocks,
    int Repeats,
    WeightSharing Sharing,
    BlockConfig CrossAttend,
    BlockConfig SelfAttend,
    EquatableArray<bool> Inverted,
    bool Causal,
    RotaryConfig Rotary,
    double InputDropout,
    EmptyRows EmptyRows,
    bool FinalNorm,
    double LatentDropout = 0
);

/// <summary>Which stages of the encoder use the same weights.</summary>
public enum WeightSharing
{
    /// <summary>Every stage has weights of its own.</summary>
    None,

    /// <summary>All stages share both cross-attend and tower (the Keras example).</summary>
    All,

    /// <summary>The first cross-attend is apart, later ones share; all towers share (the paper's 44.9 M).</summary>
    FirstCrossAttendApart,

    /// <summary>The first tower is apart, later ones share; all cross-attends share.</summary>
    FirstTowerApart,

    /// <summary>The first stage is apart, all later ones share (lucidrains' weight_tie_layers).</summary>
    FirstStageApart,
}

/// <summary>What an attention reads where everything is masked.</summary>
public enum EmptyRows
{
    /// <summary>The mean of all values, masked or not: what a softmax over equal scores gives (Hugging Face, lucidrains).</summary>
    Uniform,

    /// <summary>Zeros (DeepMind).</summary>
    Zeros,
}
