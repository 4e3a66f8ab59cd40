using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Gives the property an output to write to, the test class's own where it has asked for one.</summary>
internal sealed class PropertyTestRunner(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    object[] testMethodArguments,
    string skipReason,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation
)
    : XunitTestRunner(
        test,
        messageBus,
        testClass,
        constructorArguments,
        testMethod,
        testMethodArguments,
        skipReason,
        beforeAfterAttributes,
        aggregator,
        cancellation
    )
{
    protected override async Task<Tuple<decimal, string>> InvokeTestAsync(ExceptionAggregator aggregator)
    {
        // A class that asks for an output has a factory in its arguments; xunit puts a ready output in its place.
        if (ConstructorArguments.OfType<Func<TestOutputHelper>>().Any())
        {
            return await base.InvokeTestAsync(aggregator);
        }

        var output = new TestOutputHelper();
        output.Initialize(MessageBus, Test);
        decimal time = await InvokeAsync(output, aggregator);
        string written = output.Output;
        output.Uninitialize();
        return Tuple.Create(time, written);
    }

    protected override Task<decimal> InvokeTestMethodAsync(ExceptionAggregator aggregator) =>
        InvokeAsync(ConstructorArguments.OfType<TestOutputHelper>().First(), aggregator);

    private Task<decimal> InvokeAsync(TestOutputHelper output, ExceptionAggregator aggregator) =>
        new PropertyInvoker(
            output,
            Test,
            MessageBus,
            TestClass,
            ConstructorArguments,
            TestMethod,
            TestMethodArguments,
            BeforeAfterAttributes,
            aggregator,
            CancellationTokenSource
        ).RunAsync();
}
