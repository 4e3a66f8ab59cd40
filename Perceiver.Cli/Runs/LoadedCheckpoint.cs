using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>A checkpoint that was read and verified. The tensors belong to whoever asked for it.</summary>
/// <param name="State">All that is needed to go on.</param>
/// <param name="Manifest">What else it said.</param>
public sealed record LoadedCheckpoint(TrainState<PerceiverParameters> State, Manifest Manifest)
{
    /// <summary>The statistics that normalise pixels.</summary>
    public PixelStatistics Statistics => new(Manifest.Mean.ToEquatableArray(), Manifest.Deviation.ToEquatableArray());

    /// <summary>Frees the tensors.</summary>
    public void Release() => State.Release();
}
