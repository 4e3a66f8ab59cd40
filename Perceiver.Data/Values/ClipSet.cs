using System.Collections.Immutable;

namespace Perceiver.Data;

/// <summary>Short films with their sound and a label.</summary>
/// <param name="Pixels">Values 0..255, <c>[count, frames, height, width, channels]</c>, row-major.</param>
/// <param name="Sound">Values in -1..1, <c>[count, samples]</c>.</param>
/// <param name="Size">The size of each.</param>
/// <param name="Labels">The class of each clip, from 0.</param>
public sealed record ClipSet(
    ReadOnlyMemory<byte> Pixels,
    ReadOnlyMemory<float> Sound,
    ClipSize Size,
    ImmutableArray<int> Labels
) : ExampleSet
{
    /// <inheritdoc/>
    public override int Count => Labels.Length;

    /// <summary>The film of clip <paramref name="index"/>, <c>[frames, height, width, channels]</c>.</summary>
    public ReadOnlySpan<byte> FilmOf(int index) => Pixels.Span.Slice(index * Size.FilmSize, Size.FilmSize);

    /// <summary>The sound of clip <paramref name="index"/>, <c>[samples]</c>.</summary>
    public ReadOnlySpan<float> SoundOf(int index) => Sound.Span.Slice(index * Size.Samples, Size.Samples);
}
