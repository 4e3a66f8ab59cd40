using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Images to look at.</summary>
/// <param name="Pixels"><c>[batch, height, width, channels]</c>, floating point, already normalised.</param>
public sealed record ImageBatch(Tensor Pixels) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => [Pixels];

    private protected override InputBatch Change(Func<Tensor, Tensor> change) => this with { Pixels = change(Pixels) };
}
