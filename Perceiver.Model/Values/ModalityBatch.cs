using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Several inputs at once (2107.14795, section 4.4).</summary>
/// <param name="Parts">One batch for each of the config's modalities, in its order, all of the same examples.</param>
public sealed record ModalityBatch(EquatableArray<InputBatch> Parts) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => Parts.SelectMany(part => part.Tensors);

    private protected override InputBatch Change(Func<Tensor, Tensor> change) =>
        this with
        {
            Parts = Parts.Select(part => part.Changed(change)).ToEquatableArray(),
        };
}
