using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>An answer together with where the model looked for it.</summary>
/// <param name="Output">The answer, to the bit what it is without asking for maps.</param>
/// <param name="Maps">One map for each attention that was asked for, in the order in which they took place.</param>
public sealed record Attended<TOutput>(TOutput Output, EquatableArray<AttentionMap> Maps)
    where TOutput : ModelOutput;
