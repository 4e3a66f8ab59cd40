using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>One token for each answer of a language model.</summary>
/// <param name="Tokens">Token numbers, int64, <c>[batch, positions]</c>; <see cref="Unasked"/> where nothing is asked.</param>
public sealed record TokenTargets(Tensor Tokens) : TargetBatch
{
    /// <summary>Stands where no token is asked: such an answer counts for nothing.</summary>
    public const long Unasked = -100;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => [Tokens];

    internal override TargetBatch Changed(Func<Tensor, Tensor> change) => new TokenTargets(change(Tokens));
}
