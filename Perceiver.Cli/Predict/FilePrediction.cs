namespace Perceiver.Cli;

/// <summary>An answer about a file: what JSON carries, and what people read.</summary>
/// <param name="Json">The object of the file.</param>
/// <param name="Lines">The lines below its name.</param>
internal sealed record FilePrediction(object Json, IReadOnlyList<string> Lines);
