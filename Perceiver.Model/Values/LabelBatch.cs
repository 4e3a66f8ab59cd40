using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Labels as an input (2107.14795, section 4.4).</summary>
/// <param name="Labels">Class indices from zero, int64, <c>[batch]</c>.</param>
public sealed record LabelBatch(Tensor Labels) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => [Labels];

    private protected override InputBatch Change(Func<Tensor, Tensor> change) => this with { Labels = change(Labels) };
}
