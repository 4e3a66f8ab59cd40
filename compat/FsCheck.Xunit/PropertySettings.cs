using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>What the attributes say; null means "not said", so that settings of an outer level show through.</summary>
internal sealed record PropertySettings(
    int? MaxTest,
    int? MaxRejected,
    string? Replay,
    int? Parallelism,
    int? StartSize,
    int? EndSize,
    bool? Verbose,
    bool? QuietOnSuccess,
    ImmutableArray<Type> Arbitrary
)
{
    public static PropertySettings Empty { get; } = new(null, null, null, null, null, null, null, null, []);

    /// <summary>The settings in force for a method: assembly, then its classes from the outermost in, then the method.</summary>
    public static PropertySettings For(ITestMethod test)
    {
        Type testClass = test.TestClass.Class.ToRuntimeType();
        var outer = new Stack<PropertySettings?>();
        for (Type? current = testClass; current is not null; current = current.DeclaringType)
        {
            outer.Push(current.GetCustomAttribute<PropertiesAttribute>()?.Settings);
        }

        outer.Push(testClass.Assembly.GetCustomAttribute<PropertiesAttribute>()?.Settings);
        // The method's attribute is asked of xunit, which may have it from elsewhere than the compiled method.
        IAttributeInfo own = test.Method.GetCustomAttributes(typeof(PropertyAttribute)).First();
        return outer
            .Append(own.GetNamedArgument<PropertySettings>(nameof(PropertyAttribute.Settings)))
            .OfType<PropertySettings>()
            .Aggregate(Empty, (sofar, inner) => sofar.OverriddenBy(inner));
    }

    private PropertySettings OverriddenBy(PropertySettings inner) =>
        new(
            inner.MaxTest ?? MaxTest,
            inner.MaxRejected ?? MaxRejected,
            inner.Replay ?? Replay,
            inner.Parallelism ?? Parallelism,
            inner.StartSize ?? StartSize,
            inner.EndSize ?? EndSize,
            inner.Verbose ?? Verbose,
            inner.QuietOnSuccess ?? QuietOnSuccess,
            inner.Arbitrary.AddRange(Arbitrary)
        );

    /// <summary>FsCheck's own configuration; a malformed <see cref="Replay"/> throws.</summary>
    public Config ToConfig(IRunner runner)
    {
        Config standard = Config.Default;
        return standard
            .WithReplay(Replay is null ? standard.Replay : FSharpOption<Replay>.Some(ParseReplay(Replay)))
            .WithParallelRunConfig(
                Parallelism is { } degree
                    ? FSharpOption<ParallelRunConfig>.Some(new ParallelRunConfig(degree))
                    : standard.ParallelRunConfig
            )
            .WithMaxTest(MaxTest ?? standard.MaxTest)
            .WithMaxRejected(MaxRejected ?? standard.MaxRejected)
            .WithStartSize(StartSize ?? standard.StartSize)
            .WithEndSize(EndSize ?? standard.EndSize)
            .WithQuietOnSuccess(QuietOnSuccess ?? standard.QuietOnSuccess)
            .WithArbitrary(Arbitrary.AsEnumerable())
            .WithRunner(runner);
    }

    private static Replay ParseReplay(string text)
    {
        string[] parts = text.Trim().Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        if (
            parts.Length is 2 or 3
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong gamma)
        )
        {
            if (parts.Length == 2)
            {
                return new Replay(new Rnd(seed, gamma), FSharpOption<int>.None);
            }

            if (int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            {
                return new Replay(new Rnd(seed, gamma), FSharpOption<int>.Some(size));
            }
        }

        throw new FormatException($"Replay \"{text}\" is neither \"(seed,gamma)\" nor \"(seed,gamma,size)\".");
    }
}
