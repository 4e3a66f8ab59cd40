using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace Perceiver.Properties.Tests.PropertyRunner;

// Not public, so that xunit does not find them by itself: most of these fail, and are meant to.
#pragma warning disable xUnit1000 // Test classes must be public

/// <summary>A value whose smallest failing form is known.</summary>
internal sealed record Box(int Width)
{
    public static Arbitrary<Box> Boxes() =>
        ArbMap.Default.ArbFor<int>().Convert(width => new Box(Math.Abs(width % 1000)), box => box.Width);
}

internal sealed class Specimens
{
    [Property(MaxTest = 500, EndSize = 1000, Arbitrary = [typeof(Boxes)])]
    public bool BoxesAreNarrow(Box box) => box.Width < 17;

    [Property(Replay = "(1,3)")]
    public void Throws(int value) => throw new InvalidOperationException($"no {value} today");

    [Property]
    public void Nothing(int value) => _ = value;

    [Property]
    public bool True(int value) => value - value == 0;

    [Property]
    public Property ConjoinsTo(int value) => (value - value == 0).Label("itself").And(true);

    [Property]
    public async Task Asynchronous(int value)
    {
        await Task.Yield();
        Assert.Equal(value, value);
    }

    [Property]
    public async Task AsynchronousFailure(int value)
    {
        await Task.Yield();
        Assert.True(value < 5, "five or more");
    }

    [Property(MaxRejected = 20)]
    public Property NeverHolds(int value) => Prop.When(value - value == 0, false);

    [Property(Skip = "not today")]
    public bool Skipped(int value) => value - value != 0;

    [Property(Replay = "one,two")]
    public bool BadReplay(int value) => value - value == 0;

    [Property(Timeout = 200, MaxTest = 40)]
    public async Task Slow(int value)
    {
        _ = value;
        await Task.Delay(50);
    }
}

internal static class Boxes
{
    public static Arbitrary<Box> Box() => PropertyRunner.Box.Boxes();
}

internal static class SmallBoxes
{
    public static Arbitrary<Box> Box() => Gen.Constant(new Box(3)).ToArbitrary();
}

/// <summary>Defaults of a class, which a method may override.</summary>
[Properties(MaxTest = 7, Verbose = true, Arbitrary = [typeof(Boxes)])]
internal sealed class SpecimensWithDefaults(ITestOutputHelper output, List<int> fixture) : IDisposable
{
    public static int Disposed { get; private set; }

    [Property]
    public void CountsCases(int value) => fixture.Add(value);

    [Property(MaxTest = 11, Verbose = false, Arbitrary = [typeof(SmallBoxes)])]
    public bool Overrides(Box box)
    {
        fixture.Add(box.Width);
        output.WriteLine("written by the property");
        return true;
    }

    [Property(QuietOnSuccess = true, Verbose = false)]
    public bool Quiet(int value) => value - value == 0;

    public void Dispose() => Disposed++;

    [Properties(MaxTest = 5)]
    internal sealed class Nested(List<int> fixture)
    {
        [Property(Verbose = false)]
        public void CountsCases(Box box) => fixture.Add(box.Width);
    }
}
