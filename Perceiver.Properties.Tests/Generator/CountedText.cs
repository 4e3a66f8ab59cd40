using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>A file that knows how often it was read.</summary>
internal sealed class CountedText(string path, string text, Action? read = null) : AdditionalText
{
    /// <summary>How often its text was asked for.</summary>
    public int Reads { get; private set; }

    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default)
    {
        Reads++;
        read?.Invoke();
        return SourceText.From(text);
    }
}
