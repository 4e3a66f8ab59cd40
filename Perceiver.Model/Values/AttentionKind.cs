namespace Perceiver.Model;

/// <summary>What attends to what.</summary>
public enum AttentionKind
{
    /// <summary>Latents to the inputs.</summary>
    CrossAttend,

    /// <summary>Latents to latents.</summary>
    SelfAttend,

    /// <summary>Output queries to the latents.</summary>
    Decoder,
}
