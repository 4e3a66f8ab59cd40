namespace Perceiver.Model;

/// <summary>What there can be wrong with a machine, in words: functions of what was found.</summary>
internal static class EngineProblems
{
    /// <summary>Without a compiler the engine runs, and cannot be built again.</summary>
    public static EngineProblem NoCompiler { get; } =
        new(
            "There is no C++ compiler; the engine that was built works, but cannot be built again.",
            "apt-get install g++",
            Fatal: false
        );

    /// <summary>Nothing works without libtorch.</summary>
    /// <param name="error">What loading it threw.</param>
    /// <param name="mend">The line that makes it loadable.</param>
    public static EngineProblem CannotLoad(Exception error, string mend) =>
        new($"libtorch cannot be loaded: {FirstLine(error)}.", mend, Fatal: true);

    /// <summary>What makes training slow here.</summary>
    /// <param name="blas">What multiplies matrices.</param>
    /// <param name="blasPath">Where it lies.</param>
    /// <param name="isX86">Whether the processor could have AVX2.</param>
    /// <param name="hasAvx2">Whether it has.</param>
    public static IEnumerable<EngineProblem> Slow(BlasKind blas, string? blasPath, bool isX86, bool hasAvx2)
    {
        if (blas == BlasKind.Reference)
        {
            yield return new(
                $"Matrix products go to the reference BLAS ({blasPath}), which is many times slower than OpenBLAS.",
                "apt-get install libopenblas0-pthread",
                Fatal: false
            );
        }

        if (isX86 && !hasAvx2)
            yield return new("This processor has no AVX2; training will be slow.", null, Fatal: false);
    }

    /// <summary>Why libtorch's CUDA part is of no use, in one clause; null where it is.</summary>
    /// <param name="failure">What loading it said; null where it was loaded.</param>
    /// <param name="hasDriver">Whether it finds a driver.</param>
    public static string? CudaPart(string? failure, bool hasDriver) =>
        failure is not null ? $"libtorch's CUDA part: {failure}"
        : hasDriver ? null
        : "libtorch's CUDA part: loaded, but it finds no driver";

    /// <summary>The names of those that are there, or <c>none</c>.</summary>
    public static string Features(params ReadOnlySpan<(string Name, bool Has)> features)
    {
        List<string> present = [];
        foreach (var (name, has) in features)
        {
            if (has)
                present.Add(name);
        }

        return present.Count == 0 ? "none" : string.Join(", ", present);
    }

    /// <summary>The first line of what went wrong at the bottom, without its full stop.</summary>
    public static string FirstLine(Exception error) =>
        (error.InnerException ?? error).Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
}
