using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>How another program lays out a parameter that here is <c>[outputs, inputs]</c> or <c>[outputs]</c>. All are reversible.</summary>
public abstract record TensorLayout
{
    private TensorLayout() { }

    /// <summary>The same as here.</summary>
    public sealed record Same : TensorLayout;

    /// <summary>A matrix <c>[inputs, outputs]</c> (Keras' Dense).</summary>
    public sealed record Transposed : TensorLayout;

    /// <summary>A weight <c>[inputs, heads, width]</c> (Keras' query, key and value kernels).</summary>
    public sealed record InputsByHeads(int Heads) : TensorLayout;

    /// <summary>A bias <c>[heads, width]</c>.</summary>
    public sealed record BiasByHeads(int Heads) : TensorLayout;

    /// <summary>A weight <c>[heads, width, outputs]</c> (Keras' attention output kernel).</summary>
    public sealed record HeadsByOutputs(int Heads) : TensorLayout;

    /// <summary>A weight <c>[outputs, inputs, 1, 1]</c>: a convolution that sees one pixel.</summary>
    public sealed record OnePixel : TensorLayout;

    /// <summary>Their tensor in the layout used here; a view where that suffices.</summary>
    public Tensor ToOurs(Tensor theirs) =>
        this switch
        {
            Transposed => theirs.transpose(0, 1).contiguous(),
            InputsByHeads => theirs.flatten(1).transpose(0, 1).contiguous(),
            BiasByHeads => theirs.flatten(),
            HeadsByOutputs => theirs.flatten(0, 1).transpose(0, 1).contiguous(),
            OnePixel => theirs.flatten(1),
            _ => theirs.alias(),
        };

    /// <summary>Our tensor in their layout; a view where that suffices.</summary>
    public Tensor ToTheirs(Tensor ours) =>
        this switch
        {
            Transposed => ours.transpose(0, 1).contiguous(),
            InputsByHeads layout => ours.transpose(0, 1).reshape(ours.shape[1], layout.Heads, -1),
            BiasByHeads layout => ours.reshape(layout.Heads, -1),
            HeadsByOutputs layout => ours.transpose(0, 1).reshape(layout.Heads, -1, ours.shape[0]),
            OnePixel => ours.reshape(ours.shape[0], ours.shape[1], 1, 1),
            _ => ours.alias(),
        };

    /// <summary>The shape their tensor must have where ours has <paramref name="ours"/>.</summary>
    public long[] ShapeOfTheirs(IReadOnlyList<long> ours) =>
        this switch
        {
            Transposed => [ours[1], ours[0]],
            InputsByHeads layout => [ours[1], layout.Heads, ours[0] / layout.Heads],
            BiasByHeads layout => [layout.Heads, ours[0] / layout.Heads],
            HeadsByOutputs layout => [layout.Heads, ours[1] / layout.Heads, ours[0]],
            OnePixel => [.. ours, 1, 1],
            _ => [.. ours],
        };
}
