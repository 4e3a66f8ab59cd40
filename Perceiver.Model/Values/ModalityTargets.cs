using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What each of several modalities shall give back, and how much it counts (2107.14795, section 4.4).</summary>
/// <param name="Parts">
/// One for each of the decoder's parts, in its order: <see cref="ValueTargets"/> of numbers, <see cref="DenseTargets"/> of a
/// label, <see cref="TokenTargets"/> of a text; each has the queries on its second axis.
/// </param>
/// <param name="Weights">What each part's loss is multiplied by.</param>
public sealed record ModalityTargets(EquatableArray<TargetBatch> Parts, EquatableArray<double> Weights) : TargetBatch
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => [.. Parts.SelectMany(part => part.Tensors)];

    /// <summary>All numbers that are wanted, part by part, <c>[batch, numbers]</c>; null where none are.</summary>
    public Tensor? Values => Together(Parts.Where(part => part is ValueTargets));

    /// <summary>All classes and tokens that are wanted, part by part, int64, <c>[batch, places]</c>; null where none are.</summary>
    public Tensor? Labels => Together(Parts.Where(part => part is not ValueTargets));

    internal override TargetBatch Changed(Func<Tensor, Tensor> change) =>
        this with
        {
            Parts = Parts.Select(part => part.Changed(change)).ToEquatableArray(),
        };

    private static Tensor? Together(IEnumerable<TargetBatch> parts) =>
        parts.SelectMany(part => part.Tensors).Select(tensor => tensor.flatten(1)).ToArray() is { Length: > 0 } rows
            ? cat(rows, 1)
            : null;
}
