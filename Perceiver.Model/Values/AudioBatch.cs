using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Sounds to listen to.</summary>
/// <param name="Samples"><c>[batch, samples, channels]</c>, floating point.</param>
public sealed record AudioBatch(Tensor Samples) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => [Samples];

    private protected override InputBatch Change(Func<Tensor, Tensor> change) =>
        this with
        {
            Samples = change(Samples),
        };
}
