namespace Perceiver.Cli;

/// <summary>What each latent took of each input in one cross-attend, for one example; the mean over the heads.</summary>
/// <param name="Stage">The encoder's stage, from 0.</param>
/// <param name="Latents">How many latents.</param>
/// <param name="Inputs">How many inputs.</param>
/// <param name="Values"><c>[latents, inputs]</c>, row-major; each row adds up to 1.</param>
public sealed record LatentMaps(int Stage, int Latents, int Inputs, IReadOnlyList<float> Values)
{
    /// <summary>The map of one latent, <c>[inputs]</c>.</summary>
    public float[] Of(int latent) => [.. Values.Skip(latent * Inputs).Take(Inputs)];

    /// <summary>The mean over the latents, <c>[inputs]</c>.</summary>
    public float[] Mean()
    {
        var mean = new float[Inputs];
        for (var i = 0; i < Values.Count; i++)
        {
            mean[i % Inputs] += Values[i] / Latents;
        }

        return mean;
    }
}
