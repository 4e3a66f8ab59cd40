using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Latents that no other latent sees in a training step (google-research's Perceiver AR): they think alone, and are still
/// asked. Which ones is drawn for each example, and holds through all blocks.
/// </summary>
internal static class LatentDropout
{
    /// <summary>bool <c>[batch, latents, latents]</c>, true where a latent (row) sees another (column).</summary>
    /// <param name="batch">Examples.</param>
    /// <param name="latents">Latents of each.</param>
    /// <param name="share">Share of them that is hidden, in (0, 1).</param>
    /// <param name="key">Decides which.</param>
    /// <param name="device">Where the mask goes.</param>
    public static Tensor Mask(long batch, long latents, double share, RngKey key, Device device)
    {
        var kept = DropoutMask.Draw([batch, 1, latents], 1 - share, key, ScalarType.Float32, device).gt(0);
        var places = arange(0, latents, 1, ScalarType.Int64, device: device);
        return kept | places.unsqueeze(0).eq(places.unsqueeze(1)).unsqueeze(0);
    }
}
