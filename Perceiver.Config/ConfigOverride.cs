namespace Perceiver.Config;

/// <summary>A setting given apart from the file, as with <c>--set training.batch_size=64</c>.</summary>
/// <param name="Path">Keys joined by dots; a number is a place in a list.</param>
/// <param name="Value">YAML: a number, a word, or something in brackets.</param>
public sealed record ConfigOverride(string Path, string Value)
{
    /// <summary>How it was written.</summary>
    public override string ToString() => $"--set {Path}={Value}";
}
