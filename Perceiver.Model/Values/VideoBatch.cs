using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Videos to look at.</summary>
/// <param name="Frames"><c>[batch, frames, height, width, channels]</c>, floating point, already normalised.</param>
public sealed record VideoBatch(Tensor Frames) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => [Frames];

    private protected override InputBatch Change(Func<Tensor, Tensor> change) => this with { Frames = change(Frames) };
}
