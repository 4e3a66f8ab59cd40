using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace FsCheck.Xunit;

/// <summary>Keeps FsCheck's verdict, and writes each case to the test's output where the property is verbose.</summary>
internal sealed class ResultRecorder(ITestOutputHelper output, bool verbose) : IRunner
{
    // With Parallelism, cases report from several threads; the lock keeps each one's lines together.
    private readonly Lock _writing = new();

    /// <summary>The verdict; null for a quiet success, of which FsCheck reports nothing.</summary>
    public TestResult? Result { get; private set; }

    public void OnStartFixture(Type fixture) { }

    public void OnArguments(
        int number,
        FSharpList<object> arguments,
        FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every
    ) => Write(() => Config.Verbose.Every.Invoke(number).Invoke(arguments));

    public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> everyShrink) =>
        Write(() => Config.Verbose.EveryShrink.Invoke(arguments));

    public void OnFinished(string name, TestResult result) => Result = result;

    private void Write(Func<string> text)
    {
        if (verbose)
        {
            lock (_writing)
            {
                output.WriteLine(text());
            }
        }
    }
}
