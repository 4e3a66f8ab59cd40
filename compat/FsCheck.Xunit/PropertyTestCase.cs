using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>One property as xunit sees it; the arguments come from FsCheck when it runs, so the case itself has none.</summary>
public class PropertyTestCase : XunitTestCase
{
    /// <summary>Only for xunit, which fills the case in from its serialised form.</summary>
    [Obsolete("Called by the de-serializer", error: true)]
    public PropertyTestCase() { }

    /// <summary>A case for a method with <see cref="PropertyAttribute"/>.</summary>
    public PropertyTestCase(
        IMessageSink diagnosticMessageSink,
        TestMethodDisplay defaultMethodDisplay,
        TestMethodDisplayOptions defaultMethodDisplayOptions,
        ITestMethod testMethod,
        object[]? testMethodArguments = null
    )
        : base(
            diagnosticMessageSink,
            defaultMethodDisplay,
            defaultMethodDisplayOptions,
            testMethod,
            testMethodArguments
        ) { }

    /// <inheritdoc/>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource
    ) =>
        new PropertyTestCaseRunner(
            this,
            constructorArguments,
            messageBus,
            aggregator,
            cancellationTokenSource
        ).RunAsync();
}
