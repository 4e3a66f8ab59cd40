using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Several inputs as they come out of one bottleneck (2107.14795, section 4.4).</summary>
/// <param name="Parts">For each of the config's modalities, in its order, <c>[batch, queries, values]</c>.</param>
public sealed record ModalityReconstruction(EquatableArray<Tensor> Parts) : ModelOutput
{
    /// <summary>All numbers of the answer, part by part, <c>[batch, numbers]</c>.</summary>
    public Tensor Together() => cat([.. Parts.Select(part => part.flatten(1))], 1);
}
