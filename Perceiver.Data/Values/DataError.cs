namespace Perceiver.Data;

/// <summary>Why data could not be had: one line that says what is wrong, where, and what to do about it.</summary>
/// <param name="Message">The line, fit for a person to read.</param>
public record DataError(string Message)
{
    /// <summary>The message.</summary>
    public sealed override string ToString() => Message;
}
