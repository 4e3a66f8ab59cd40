using Microsoft.CodeAnalysis;
using Perceiver.Generators.Configs;
using Xunit;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>What the steps of the config generator did in a run.</summary>
internal static class TrackedSteps
{
    /// <summary>The names of all steps.</summary>
    public static readonly string[] All =
    [
        ConfigSteps.Files,
        ConfigSteps.Inputs,
        ConfigSteps.Compiled,
        ConfigSteps.Clashes,
        ConfigSteps.Target,
        ConfigSteps.Models,
        ConfigSteps.Problems,
    ];

    /// <summary>Fails where any step or output ran; every step must have something to keep.</summary>
    public static void AssertNothingRan(GeneratorDriver driver)
    {
        var result = Result(driver);
        Assert.All(All, step => Assert.NotEmpty(Reasons(result, step)));
        Assert.All(All.SelectMany(step => Reasons(result, step)).Concat(Outputs(result)), AssertKept);
    }

    public static void AssertKept(IncrementalStepRunReason reason) => Assert.False(IsNew(reason), $"was {reason}");

    public static bool IsNew(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified;

    public static GeneratorRunResult Result(GeneratorDriver driver) => driver.GetRunResult().Results.Single();

    public static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    public static IncrementalStepRunReason[] Outputs(GeneratorRunResult result) =>
        [
            .. result
                .TrackedOutputSteps.SelectMany(step => step.Value)
                .SelectMany(run => run.Outputs)
                .Select(output => output.Reason),
        ];
}
