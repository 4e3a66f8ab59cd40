using System.CommandLine;

namespace Perceiver.Cli;

/// <summary>The whole program as a function from arguments to an exit code.</summary>
public static class App
{
    private const string ReportTo = "the project's issue tracker";

    /// <summary>Runs one command.</summary>
    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        try
        {
            var root = RootVerb.Create(surroundings);
            if (arguments.Count == 0)
            {
                Help.Write(root, surroundings.Error);
                return ExitCodes.Usage;
            }

            UsageMistakes.Check(root, arguments);
            var parsed = root.Parse(
                arguments,
                new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null }
            );
            if (
                parsed.Action is not System.CommandLine.Help.HelpAction and not HelpWithExamples
                && parsed.Errors.Count > 0
            )
            {
                throw CommandFailure.Usage(UsageMistakes.Explain(parsed));
            }

            return parsed.Invoke(
                new InvocationConfiguration
                {
                    Output = surroundings.Out,
                    Error = surroundings.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                }
            );
        }
        catch (Exception exception)
        {
            return Report(exception, surroundings);
        }
    }

    private static int Report(Exception exception, Surroundings surroundings)
    {
        var trace = surroundings.Environment("PERCEIVER_TRACE") == "1";
        var (message, code) = exception switch
        {
            CommandFailure failure => (failure.Message, failure.ExitCode),
            IOException or UnauthorizedAccessException => (exception.Message, ExitCodes.Failed),
            OutOfMemoryException => ("not enough memory; a smaller training.batch_size needs less", ExitCodes.Failed),
            DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException } => (
                $"the engine could not be loaded ({Innermost(exception)}); `perceiver doctor` says what is missing",
                ExitCodes.Failed
            ),
            _ => (
                $"unexpected failure: {Innermost(exception)} ({exception.GetType().Name})\n"
                    + $"This is a fault of the program: please report it at {ReportTo}; PERCEIVER_TRACE=1 shows where it happened.",
                ExitCodes.Failed
            ),
        };
        surroundings.Error.WriteLine("perceiver: " + message);
        if (trace)
        {
            surroundings.Error.WriteLine(exception);
        }

        return code;
    }

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;
}
