using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a model shall answer; a closed union with one case per kind of target.</summary>
public abstract record TargetBatch
{
    private protected TargetBatch() { }

    /// <summary>Every tensor in it; the batch is the first axis of each.</summary>
    public abstract IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>The same targets with each tensor changed.</summary>
    internal abstract TargetBatch Changed(Func<Tensor, Tensor> change);
}
