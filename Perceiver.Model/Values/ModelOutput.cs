using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a model answers; a closed union with one case per kind of answer.</summary>
public abstract record ModelOutput
{
    private protected ModelOutput() { }

    /// <summary>The answer's tensor, whatever it means; the batch is its first axis.</summary>
    /// <exception cref="InvalidOperationException">The answer has several: one for each modality.</exception>
    public Tensor Tensor =>
        this switch
        {
            Logits { Values: var x } => x,
            TokenLogits { Values: var x } => x,
            DenseLogits { Values: var x } => x,
            Predictions { Values: var x } => x,
            Reconstruction { Values: var x } => x,
            _ => throw new InvalidOperationException("An answer of several modalities has a tensor for each."),
        };
}
