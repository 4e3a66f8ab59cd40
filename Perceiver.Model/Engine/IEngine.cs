using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What the program wants of libtorch beyond TorchSharp's API: its start, what there is, and operators that cannot be
/// taken as TorchSharp offers them. Everything else goes through TorchSharp's own names.
/// </summary>
public interface IEngine
{
    /// <summary>Which engine was built in.</summary>
    string Name { get; }

    /// <summary>Version of libtorch, or "unknown".</summary>
    string LibtorchVersion { get; }

    /// <summary>The library that multiplies matrices, if one was found.</summary>
    string? Blas { get; }

    /// <summary>libtorch's threads in the calling thread.</summary>
    int Threads { get; }

    /// <summary>
    /// Sets up memory and waiting, BLAS threads and libtorch's threads, in that order; the first two only at the first call. Threads
    /// started afterwards work with the threads given here, those that already computed keep what they had.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    void Start(EngineOptions options);

    /// <summary>What there is, and what is missing. Never throws, not even without libtorch.</summary>
    EngineFacts Inspect();

    /// <summary>
    /// The exact GELU, x * Phi(x), with a derivative that is right for incoming gradients of any layout: libtorch
    /// 1.13's own is not (docs/decisions/engine.md).
    /// </summary>
    Tensor Gelu(Tensor x);

    /// <summary>What can be done on a device.</summary>
    DeviceCapabilities Can(Device device);

    /// <summary>What there is of CUDA. Never throws.</summary>
    CudaFacts InspectCuda();

    /// <summary>Operators over lists of tensors; null where this build or libtorch has none.</summary>
    IListOperators? Lists { get; }

    /// <summary>Whether <see cref="Attention"/> is in this build.</summary>
    bool FusesAttention { get; }

    /// <summary>Whether libtorch has <see cref="ScaledDotProduct"/> with a scale: from 2.1 on.</summary>
    bool HasScaledDotProduct { get; }

    /// <summary>
    /// libtorch 2's own multi-head attention. Which probabilities are dropped is decided by the key and by the device's
    /// generator: the same ones for the same key on the same device, others than <see cref="Attention"/> drops.
    /// </summary>
    /// <param name="queries"><c>[batch, heads, queries, width]</c>.</param>
    /// <param name="keys"><c>[batch, heads, inputs, width]</c>.</param>
    /// <param name="values"><c>[batch, heads, inputs, value width]</c>.</param>
    /// <param name="options">Scale, causality (as many queries as inputs) and dropout.</param>
    /// <returns><c>[batch, heads, queries, value width]</c>.</returns>
    /// <exception cref="NotSupportedException">There is no such operator.</exception>
    Tensor ScaledDotProduct(Tensor queries, Tensor keys, Tensor values, AttentionWeighing options);

    /// <summary>
    /// Multi-head attention as one operator that keeps no table of probabilities, for float32 and float64 on the CPU. It
    /// drops the same probabilities as <see cref="Dropout"/> does of a table <c>[batch * heads, queries, inputs]</c>. A
    /// query that may see nothing gets zeros.
    /// </summary>
    /// <param name="queries"><c>[batch, queries, heads * width]</c>.</param>
    /// <param name="keys"><c>[batch, inputs, heads * width]</c>.</param>
    /// <param name="values"><c>[batch, inputs, heads * value width]</c>.</param>
    /// <param name="mask">bool <c>[batch or 1, queries or 1, inputs]</c>, true where an input may be seen; null shows all.</param>
    /// <param name="options">Heads, scale, causality and dropout.</param>
    /// <returns><c>[batch, queries, heads * value width]</c>.</returns>
    /// <exception cref="NotSupportedException">This build has no fused attention.</exception>
    Tensor Attention(Tensor queries, Tensor keys, Tensor values, Tensor? mask, AttentionWeighing options);

    /// <summary>Whether <see cref="Norm"/>, <see cref="SumAndNorm"/> and <see cref="BiasGelu"/> are in this build.</summary>
    bool FusesLayers { get; }

    /// <summary>Layer norm over the last axis, for float32 and float64 on the CPU.</summary>
    /// <param name="x"><c>[..., width]</c>.</param>
    /// <param name="p">Weight and bias, of the rows' type.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="NotSupportedException">This build cannot.</exception>
    Tensor Norm(Tensor x, NormParameters p, double epsilon);

    /// <summary>The sum of two tensors of one shape and its layer norm, in one pass over each row.</summary>
    /// <param name="left"><c>[..., width]</c>.</param>
    /// <param name="right">The same.</param>
    /// <param name="p">Weight and bias, of the rows' type.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="NotSupportedException">This build cannot.</exception>
    (Tensor Sum, Tensor Normed) SumAndNorm(Tensor left, Tensor right, NormParameters p, double epsilon);

    /// <summary>The exact GELU of each row with a bias added to it, in one pass.</summary>
    /// <param name="x"><c>[..., width]</c>.</param>
    /// <param name="bias"><c>[width]</c>, of the rows' type; null adds nothing.</param>
    /// <exception cref="NotSupportedException">This build cannot.</exception>
    Tensor BiasGelu(Tensor x, Tensor? bias);

    /// <summary>Whether <see cref="Update"/> is in this build.</summary>
    bool FusesUpdates { get; }

    /// <summary>
    /// AdamW or LAMB over all parameters in one pass, for dense float32 and float64 on the CPU. The number of threads
    /// changes no bit.
    /// </summary>
    /// <param name="rule">Which, and its settings.</param>
    /// <param name="before">Weights and moments; those of a parameter have its shape.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="after">Where the results are written: tensors like those before, or the very same.</param>
    /// <exception cref="NotSupportedException">This build cannot.</exception>
    void Update(FusedUpdateRule rule, LeafLists before, IReadOnlyList<Tensor> gradients, LeafLists after);

    /// <summary>Whether <see cref="Recompute"/> is in this build.</summary>
    bool Recomputes { get; }

    /// <summary>
    /// The value of a function that keeps nothing for the backward pass but its arguments: there it is called once more
    /// (1604.06174). The gradients have the bits that they have without.
    /// </summary>
    /// <param name="function">
    /// Gives the same value whenever it is called, and sees no tensor that needs a gradient but its arguments.
    /// </param>
    /// <param name="arguments">Each that needs a gradient must have a part in the value.</param>
    /// <exception cref="NotSupportedException">This build cannot.</exception>
    Tensor Recompute(Func<IReadOnlyList<Tensor>, Tensor> function, IReadOnlyList<Tensor> arguments);
}
