namespace Perceiver.Cli;

/// <summary>Some tokens of a text, as they are shown.</summary>
/// <param name="Shown">What is shown for them.</param>
/// <param name="First">The first token's place.</param>
/// <param name="Count">How many tokens.</param>
internal readonly record struct TextPiece(string Shown, int First, int Count);
