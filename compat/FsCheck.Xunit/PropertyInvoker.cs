using System.Reflection;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Calls FsCheck where xunit would call the method: all cases run on one instance of the test class.</summary>
internal sealed class PropertyInvoker(
    ITestOutputHelper output,
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    object[] testMethodArguments,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation
)
    : XunitTestInvoker(
        test,
        messageBus,
        testClass,
        constructorArguments,
        testMethod,
        testMethodArguments,
        beforeAfterAttributes,
        aggregator,
        cancellation
    )
{
    // FsCheck blocks while it awaits an asynchronous property. Off xunit's synchronisation context, the property's
    // continuations never queue behind that wait; and a task is what xunit can put a Timeout on.
    protected override object CallTestMethod(object? testClassInstance) =>
        System.Threading.Tasks.Task.Run(() => Check(testClassInstance));

    private void Check(object? instance)
    {
        PropertySettings settings = PropertySettings.For(TestCase.TestMethod);
        var recorder = new ResultRecorder(output, settings.Verbose ?? false);
        FsCheck.Check.Method(
            settings.ToConfig(recorder),
            TestMethod,
            instance is null ? FSharpOption<object>.None : FSharpOption<object>.Some(instance)
        );

        switch (recorder.Result)
        {
            case null:
                break;
            case TestResult.Passed passed:
                if (settings.QuietOnSuccess != true)
                {
                    output.WriteLine(Runner.onFinishedToString("", passed));
                }

                break;
            case TestResult.Failed failed:
                throw Falsified(failed);
            case { } exhausted:
                throw new PropertyFailedException(exhausted);
        }
    }

    private static PropertyFailedException Falsified(TestResult.Failed failed)
    {
        (Rnd seed, int size) = (failed.Item6, failed.Item7);
        string report = Runner.onFailureToString(
            "",
            failed.Item1,
            failed.Item2,
            failed.Item3,
            failed.Item5,
            seed,
            size
        );
        string replay = $"To repeat this case alone: Replay = \"({seed.Seed},{seed.Gamma},{size})\"";
        string message = $"{Environment.NewLine}{report}{replay}{Environment.NewLine}";
        return failed.Item4 is Outcome.Failed { Item: { } thrown }
            ? new PropertyFailedException(message, thrown)
            : new PropertyFailedException(message, null);
    }
}
