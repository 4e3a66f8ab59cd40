using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>What a test expects of an either.</summary>
internal static class Eithers
{
    /// <summary>The value; a test that meets an error shows its message.</summary>
    public static T Value<T>(this Either<DataError, T> either) =>
        either.Match(Right: value => value, Left: error => throw new Xunit.Sdk.XunitException(error.Message));

    /// <summary>The parts of a data set of images.</summary>
    public static ImageSplits Value(this Either<DataError, DataSplits> either)
    {
        var splits = Value<DataSplits>(either);
        return new((ImageSet)splits.Train, (ImageSet)splits.Validation, (ImageSet)splits.Test, splits.ClassNames);
    }

    /// <summary>The error's message: one line, and all of the words in it.</summary>
    public static void FailsWith<T>(this Either<DataError, T> either, params string[] words)
    {
        var message = either.Match(
            Right: value => throw new Xunit.Sdk.XunitException($"no error but {value}"),
            Left: error => error.Message
        );
        Assert.DoesNotContain('\n', message);
        foreach (var word in words)
        {
            Assert.Contains(word, message, StringComparison.Ordinal);
        }
    }
}
