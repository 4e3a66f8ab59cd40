using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Texts to read.</summary>
/// <param name="Tokens"><c>[batch, length]</c>, int64, each from 0 to below the size of the vocabulary.</param>
public sealed record TokenBatch(Tensor Tokens) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => [Tokens];

    private protected override InputBatch Change(Func<Tensor, Tensor> change) => this with { Tokens = change(Tokens) };
}
