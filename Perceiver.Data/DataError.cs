namespace Perceiver.Data;

/// <summary>Why data could not be had: one message that says what, where and what to do about it.</summary>
/// <param name="Message">The whole message, for a person.</param>
public sealed record DataError(string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Message;
}
