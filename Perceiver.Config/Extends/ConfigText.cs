namespace Perceiver.Config;

/// <summary>A config's text and where it stands.</summary>
/// <param name="Name">What <c>extends</c> calls it: the file's name without its extension.</param>
/// <param name="File">Its file. Equal files are the same config.</param>
/// <param name="Text">The text.</param>
public sealed record ConfigText(string Name, string File, string Text);
