using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a model looks at; a closed union with one case per kind of input.</summary>
public abstract record InputBatch
{
    private protected InputBatch() { }

    /// <summary>
    /// bool <c>[batch, inputs]</c>, true where an input (a pixel, a patch, a token) may be seen; null shows all, and of a text
    /// all but the padding.
    /// </summary>
    public Tensor? Mask { get; init; }

    /// <summary>What a decoder of given queries asks with, <c>[queries, width]</c> or <c>[batch, queries, width]</c>.</summary>
    public Tensor? Queries { get; init; }

    /// <summary>
    /// Which of a decoder's queries are asked, int64 <c>[places]</c>: their numbers, of a grid row-major; null asks all. On a
    /// grid such a place stands at -1 + 2 · index / size along each axis, as the originals have it.
    /// </summary>
    public Tensor? Places { get; init; }

    /// <summary>How many examples there are.</summary>
    public long Examples => Own.First().shape[0];

    /// <summary>Every tensor in it.</summary>
    public IEnumerable<Tensor> Tensors => Own.Concat(((Tensor?[])[Mask, Queries, Places]).OfType<Tensor>());

    /// <summary>Some of the examples: a view.</summary>
    public InputBatch Narrow(long start, long length) => Changed(tensor => tensor.narrow(0, start, length));

    /// <summary>The same batch on another device.</summary>
    public InputBatch To(Device device) =>
        Changed(tensor => tensor.to(device)) with
        {
            Queries = Queries?.to(device),
            Places = Places?.to(device),
        };

    /// <summary>The tensors that the examples themselves are made of.</summary>
    private protected abstract IEnumerable<Tensor> Own { get; }

    /// <summary>The same batch with its own tensors changed.</summary>
    private protected abstract InputBatch Change(Func<Tensor, Tensor> change);

    /// <summary>As <see cref="Change"/>, and whatever else has a row for each example: queries for all have none.</summary>
    internal InputBatch Changed(Func<Tensor, Tensor> change) =>
        Change(change) with
        {
            Mask = Mask is { } mask ? change(mask) : null,
            Queries = Queries is { } queries && queries.ndim == 3 ? change(queries) : Queries,
        };
}
