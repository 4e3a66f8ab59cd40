using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>A tensor of another program and what it holds of ours.</summary>
/// <param name="Ours">
/// Paths in <see cref="PerceiverParameters"/>, or names of <see cref="Shapes.Buffers"/>. Several stand one after the other
/// along the first axis of ours: keys and values of one fused layer.
/// </param>
/// <param name="Theirs">Its name there.</param>
/// <param name="Layout">How it is laid out there.</param>
public sealed record NameMapping(EquatableArray<string> Ours, string Theirs, TensorLayout Layout)
{
    /// <summary>A tensor that holds one of ours.</summary>
    public NameMapping(string ours, string theirs, TensorLayout layout)
        : this([ours], theirs, layout) { }
}
