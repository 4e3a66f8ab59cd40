using System.Diagnostics;
using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Runs the program: in this process, or as a child of its own.</summary>
internal static class Command
{
    /// <summary>What came of it.</summary>
    internal sealed record Result(int Code, string Out, string Error)
    {
        public Result ShouldSucceed()
        {
            Assert.True(Code == 0, $"exit code {Code}\n{Out}\n{Error}");
            return this;
        }

        /// <summary>One message that holds these words, that exit code, and no stack trace.</summary>
        public Result ShouldFail(int code, params string[] words)
        {
            Assert.True(code == Code, $"exit code {Code} instead of {code}\n{Out}\n{Error}");
            Assert.DoesNotContain("   at ", Out + Error);
            Assert.DoesNotContain("unexpected failure", Error);
            foreach (var word in words)
            {
                Assert.Contains(word, Error);
            }

            return this;
        }
    }

    public static Result Run(TinyRun tiny, params string[] arguments) => RunWith(tiny, "", arguments);

    /// <summary>The same with something on standard input.</summary>
    public static Result RunWith(TinyRun tiny, string input, params string[] arguments)
    {
        using StringWriter output = new(),
            error = new();
        var environment = new Dictionary<string, string?> { ["PERCEIVER_RUNS"] = tiny.Runs };
        var surroundings = new Surroundings(output, error, name => environment.GetValueOrDefault(name), false)
        {
            In = new StringReader(input),
        };
        var code = App.Run(arguments, surroundings);
        return new Result(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts the program as a process; the caller waits for it.</summary>
    public static Process Start(TinyRun tiny, params string[] arguments)
    {
        var process = Prepared(tiny, arguments);
        process.Start();
        return process;
    }

    /// <summary>The process that the program would be.</summary>
    public static Process Prepared(TinyRun tiny, params string[] arguments)
    {
        var dotnet =
            Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "dotnet";
        // Tests that run in the background inherit an ignored SIGINT, and .NET leaves that as it finds it.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,TERM", dotnet])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "perceiver.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PERCEIVER_RUNS"] = tiny.Runs;
        return new Process { StartInfo = start };
    }

    /// <summary>Runs the program as a process to its end.</summary>
    public static Result RunChild(TinyRun tiny, params string[] arguments)
    {
        using var process = Start(tiny, arguments);
        return Finish(process);
    }

    public static Result Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
