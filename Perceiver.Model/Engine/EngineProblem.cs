namespace Perceiver.Model;

/// <summary>Something that keeps the engine from working, or from working at its best.</summary>
/// <param name="What">One sentence.</param>
/// <param name="Mend">The line that mends it; null where nothing can.</param>
/// <param name="Fatal">Whether nothing runs until it is mended.</param>
public sealed record EngineProblem(string What, string? Mend, bool Fatal);
