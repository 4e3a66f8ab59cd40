using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Clouds of points.</summary>
/// <param name="Points"><c>[batch, count, dimensions + features]</c>, floating point, coordinates first, in [-1, 1].</param>
public sealed record PointBatch(Tensor Points) : InputBatch
{
    private protected override IEnumerable<Tensor> Own => [Points];

    private protected override InputBatch Change(Func<Tensor, Tensor> change) => this with { Points = change(Points) };
}
