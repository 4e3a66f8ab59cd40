namespace Perceiver.Data;

/// <summary>A piece of text, and how it is cut into examples.</summary>
/// <param name="Bytes">The text.</param>
/// <param name="Window">Bytes of an example.</param>
/// <param name="Step">Bytes from the start of one example to the start of the next.</param>
public sealed record TextSet(ReadOnlyMemory<byte> Bytes, int Window, int Step) : ExampleSet
{
    /// <summary>Use only the first so many examples; null means all.</summary>
    public int? Limit { get; init; }

    /// <inheritdoc/>
    public override int Count => Math.Min(Limit ?? int.MaxValue, Bytes.Length < Window ? 0 : LastStart / Step + 1);

    // The last place at which a whole example begins.
    private int LastStart => Bytes.Length - Window;

    /// <summary>
    /// The bytes of an example: in evaluation each begins where the one before it said its last, in training up to a step
    /// later, so that each epoch cuts the text elsewhere.
    /// </summary>
    /// <param name="index">Which example.</param>
    /// <param name="later">Bytes by which it begins later, from 0 to below <see cref="Step"/>; the text's end limits it.</param>
    public ReadOnlySpan<byte> Example(int index, int later = 0) =>
        Bytes.Span.Slice(Math.Min((index * Step) + later, LastStart), Window);
}
