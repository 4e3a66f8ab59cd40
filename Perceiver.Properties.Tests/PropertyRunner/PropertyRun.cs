using System.Reflection;
using FsCheck.Xunit;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Perceiver.Properties.Tests.PropertyRunner;

/// <summary>Runs one property the way xunit does: its discoverer makes the case, a message bus hears how it went.</summary>
internal static class PropertyRun
{
    private sealed class Ear : LongLivedMarshalByRefObject, IMessageBus, IMessageSink
    {
        public List<IMessageSinkMessage> Heard { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            lock (Heard)
            {
                Heard.Add(message);
            }

            return true;
        }

        public bool OnMessage(IMessageSinkMessage message) => true;

        public void Dispose() { }
    }

    private sealed class Defaults : LongLivedMarshalByRefObject, ITestFrameworkDiscoveryOptions
    {
        public TValue GetValue<TValue>(string name) => default!;

        public void SetValue<TValue>(string name, TValue value) { }
    }

    /// <summary>Runs <paramref name="method"/> of <typeparamref name="T"/>.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="replay">A Replay to run it with, as though it stood in the method's attribute.</param>
    /// <param name="constructorArguments">What xunit would pass to the class: its fixtures and output.</param>
    public static async Task<Outcome> Of<T>(string method, string? replay = null, params object[] constructorArguments)
    {
        using var ear = new Ear();
        using var cancellation = new CancellationTokenSource();
        foreach (IXunitTestCase testCase in Discover<T>(method, replay))
        {
            await testCase.RunAsync(ear, ear, constructorArguments, new ExceptionAggregator(), cancellation);
        }

        ITestFailed[] failures = [.. ear.Heard.OfType<ITestFailed>()];
        return new Outcome(
            ear.Heard.OfType<ITestPassed>().Count(),
            failures.Length,
            ear.Heard.OfType<ITestSkipped>().Count(),
            string.Join('\n', failures.SelectMany(failure => failure.Messages)),
            string.Join('\n', ear.Heard.OfType<ITestResultMessage>().Select(result => result.Output))
        );
    }

    /// <summary>The cases that xunit would find for a method.</summary>
    public static IReadOnlyList<IXunitTestCase> Discover<T>(string method, string? replay = null)
    {
        var assembly = new TestAssembly(Reflector.Wrap(typeof(T).Assembly));
        var testClass = new TestClass(new TestCollection(assembly, null, "run on purpose"), Reflector.Wrap(typeof(T)));
        MethodInfo target =
            typeof(T).GetMethod(method) ?? throw new ArgumentException($"{typeof(T)} has no method {method}.");
        IReflectionMethodInfo wrapped = replay is null
            ? Reflector.Wrap(target)
            : new ReplayedMethod(Reflector.Wrap(target), replay);
        using var ear = new Ear();
        IXunitTestCaseDiscoverer discoverer = new PropertyDiscoverer(ear);
        return
        [
            .. discoverer.Discover(
                new Defaults(),
                new TestMethod(testClass, wrapped),
                wrapped.GetCustomAttributes(typeof(PropertyAttribute)).First()
            ),
        ];
    }
}
