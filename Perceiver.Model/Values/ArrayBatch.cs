using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Arrays of any number of axes.</summary>
/// <param name="Values"><c>[batch, ...axes, channels]</c>, floating point.</param>
public sealed record ArrayBatch(Tensor Values) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => [Values];

    private protected override InputBatch Change(Func<Tensor, Tensor> change) => this with { Values = change(Values) };
}
