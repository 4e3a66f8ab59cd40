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
}
