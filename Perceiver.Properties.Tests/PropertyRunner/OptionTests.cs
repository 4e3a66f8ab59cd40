using System.Globalization;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Perceiver.Properties.Tests.PropertyRunner;

/// <summary>The options of [Property] and [Properties] do what they say, for every kind of property.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData(nameof(Specimens.Nothing))]
    [InlineData(nameof(Specimens.True))]
    [InlineData(nameof(Specimens.ConjoinsTo))]
    [InlineData(nameof(Specimens.Asynchronous))]
    public async Task Every_kind_of_return_value_can_pass(string method)
    {
        Outcome outcome = await PropertyRun.Of<Specimens>(method);

        Assert.Equal((1, 0, 0), (outcome.Passed, outcome.Failed, outcome.Skipped));
        var cases = Environment.GetEnvironmentVariable("PERCEIVER_CASES") ?? "100";
        Assert.Contains($"Ok, passed {cases} tests", outcome.Output);
    }

    [Theory]
    [InlineData(nameof(Specimens.Throws), "no 0 today")]
    [InlineData(nameof(Specimens.AsynchronousFailure), "five or more")]
    public async Task An_exception_falsifies_and_its_message_is_shown(string method, string message)
    {
        Outcome outcome = await PropertyRun.Of<Specimens>(method);

        Assert.Equal((0, 1), (outcome.Passed, outcome.Failed));
        Assert.Contains(message, outcome.Messages);
        Assert.Contains("Falsifiable, after ", outcome.Messages);
    }

    [Fact]
    public async Task A_property_that_rejects_everything_fails()
    {
        Outcome outcome = await PropertyRun.Of<Specimens>(nameof(Specimens.NeverHolds));

        Assert.Equal((0, 1), (outcome.Passed, outcome.Failed));
        Assert.Contains("exhausted", outcome.Messages, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_skipped_property_does_not_run()
    {
        Outcome outcome = await PropertyRun.Of<Specimens>(nameof(Specimens.Skipped));

        Assert.Equal((0, 0, 1), (outcome.Passed, outcome.Failed, outcome.Skipped));
    }

#if !FSCHECK_XUNIT_PACKAGE
    [Fact]
    public async Task A_timeout_fails_the_property()
    {
        Outcome outcome = await PropertyRun.Of<Specimens>(nameof(Specimens.Slow));

        Assert.Equal((0, 1), (outcome.Passed, outcome.Failed));
        Assert.Contains("timed out", outcome.Messages);
    }

    [Fact]
    public async Task A_quiet_property_writes_nothing()
    {
        Outcome outcome = await Defaults(nameof(SpecimensWithDefaults.Quiet), []);

        Assert.Equal((1, ""), (outcome.Passed, outcome.Output));
    }
#endif

    [Fact]
    public async Task A_class_gives_defaults_and_receives_its_fixture()
    {
        List<int> seen = [];
        int disposed = SpecimensWithDefaults.Disposed;

        Outcome outcome = await Defaults(nameof(SpecimensWithDefaults.CountsCases), seen);

        Assert.Equal((1, 7), (outcome.Passed, seen.Count));
        Assert.Contains("Ok, passed 7 tests", outcome.Output);
        Assert.All(seen, value => Assert.Contains(value.ToString(CultureInfo.InvariantCulture), outcome.Output));
        Assert.Equal(disposed + 1, SpecimensWithDefaults.Disposed);
    }

    [Fact]
    public async Task A_method_overrides_its_class()
    {
        List<int> seen = [];

        Outcome outcome = await Defaults(nameof(SpecimensWithDefaults.Overrides), seen);

        Assert.Equal(1, outcome.Passed);
        Assert.Equal(Enumerable.Repeat(3, 11), seen);
        Assert.Contains("written by the property", outcome.Output);
        Assert.DoesNotContain("Width = ", outcome.Output);
    }

    [Fact]
    public async Task A_nested_class_inherits_and_overrides()
    {
        List<int> seen = [];

        Outcome outcome = await PropertyRun.Of<SpecimensWithDefaults.Nested>(
            nameof(SpecimensWithDefaults.Nested.CountsCases),
            constructorArguments: [seen]
        );

        Assert.Equal((1, 5), (outcome.Passed, seen.Count));
        Assert.All(seen, width => Assert.InRange(width, 0, 999));
    }

    [Fact]
    public void A_property_is_one_test_without_arguments()
    {
        IXunitTestCase found = Assert.Single(PropertyRun.Discover<Specimens>(nameof(Specimens.BoxesAreNarrow)));

        Assert.EndsWith($"{nameof(Specimens)}.{nameof(Specimens.BoxesAreNarrow)}", found.DisplayName);
        Assert.Null(found.TestMethodArguments);
    }

    [Fact]
    public void A_property_survives_the_way_to_another_process()
    {
        IXunitTestCase found = Assert.Single(PropertyRun.Discover<Specimens>(nameof(Specimens.True)));

        var back = (IXunitTestCase)SerializationHelper.Deserialize<ITestCase>(SerializationHelper.Serialize(found));

        Assert.Equal(found.UniqueID, back.UniqueID);
        Assert.Equal(found.DisplayName, back.DisplayName);
    }

    private static Task<Outcome> Defaults(string method, List<int> seen) =>
        PropertyRun.Of<SpecimensWithDefaults>(method, null, () => new TestOutputHelper(), seen);
}
