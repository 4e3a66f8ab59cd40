namespace Perceiver.Data;

/// <summary>Why a file could not be read as safetensors. Nothing of such a file is used.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="File">The file.</param>
/// <param name="Key">The tensor it is about, or null.</param>
/// <param name="Message">A line for people; it names the file, and the key where there is one.</param>
public sealed record SafetensorsError(SafetensorsProblem Problem, string File, string? Key, string Message)
    : DataError(Message)
{
    /// <summary>An error of a whole file.</summary>
    internal static SafetensorsError Of(string file, SafetensorsProblem problem, string what) =>
        new(problem, file, null, $"{file}: {what}.");

    /// <summary>An error of one key.</summary>
    internal static SafetensorsError Of(string file, SafetensorsProblem problem, string key, string what) =>
        new(problem, file, key, $"{file}: '{key}' {what}.");
}
