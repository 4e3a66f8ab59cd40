using LanguageExt;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Where errors that are values become failures of the command.</summary>
public static class EitherExtensions
{
    /// <summary>The value, or a <see cref="CommandFailure"/> with the error's message.</summary>
    public static T OrFail<T>(this Either<DataError, T> either, string prefix = "") =>
        either.Match(Right: value => value, Left: error => throw new CommandFailure(prefix + error.Message));
}
