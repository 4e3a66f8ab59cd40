using System.Collections.Immutable;
using System.Text.Json;

namespace Perceiver.Cli;

/// <summary>All that the page shows of one run; every figure of it stood in the run folder.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Start">How it was begun; null where that is not known.</param>
/// <param name="Summary">What came of it, as it stands in <c>summary.json</c>; null while it runs.</param>
/// <param name="Hash">Hash of the config; null where this version does not understand it.</param>
/// <param name="Curves">The figures over the steps.</param>
/// <param name="EpochSteps">Updates done at the end of each epoch.</param>
/// <param name="Events">What happened to it, by step.</param>
/// <param name="Timings">What the clock said about each epoch.</param>
/// <param name="Environments">What it ran on, part by part.</param>
/// <param name="Test">What the best weights said about the test examples; null where there are none.</param>
/// <param name="Best">The likeliest example of each class.</param>
/// <param name="Worst">The examples that it held for least likely.</param>
/// <param name="Samples">Pictures of the first test examples with their answers, as data URIs, where a task answers with images.</param>
/// <param name="Parameters">Names and shapes of what was learned.</param>
/// <param name="Settings">Every setting by its path.</param>
/// <param name="Config">The config in full.</param>
/// <param name="Warnings">What could not be read.</param>
public sealed record RunReport(
    string Name,
    RunStart? Start,
    JsonElement? Summary,
    string? Hash,
    ImmutableArray<Series> Curves,
    ImmutableArray<long> EpochSteps,
    ImmutableArray<RunEvent> Events,
    ImmutableArray<JsonElement> Timings,
    ImmutableArray<RunEnvironment> Environments,
    JsonElement? Test,
    ImmutableArray<ReportExample> Best,
    ImmutableArray<ReportExample> Worst,
    ImmutableArray<string> Samples,
    ImmutableArray<ReportParameter> Parameters,
    ImmutableArray<ReportSetting> Settings,
    string Config,
    ImmutableArray<string> Warnings
);

/// <summary>A parameter's row.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Count">How many numbers it holds.</param>
public sealed record ReportParameter(string Name, ImmutableArray<int> Shape, long Count);

/// <summary>A setting of the config.</summary>
/// <param name="Path">As <c>--set</c> takes it.</param>
/// <param name="Value">Its value, as in the config.</param>
public sealed record ReportSetting(string Path, string Value);

/// <summary>A test example with its picture.</summary>
/// <param name="Index">Its number among the test examples.</param>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The class that was likeliest.</param>
/// <param name="Confidence">That class's probability.</param>
/// <param name="LabelProbability">The probability of its own class.</param>
/// <param name="Image">The picture as a data URI.</param>
/// <param name="Attention">Where the latents look in it, for the few that were asked.</param>
public sealed record ReportExample(
    int Index,
    string Label,
    string Predicted,
    double Confidence,
    double LabelProbability,
    string Image,
    ImmutableArray<ReportStage> Attention
);

/// <summary>A cross-attend's maps of one example.</summary>
/// <param name="Number">The encoder's stage, from 1.</param>
/// <param name="Pictures">As data URIs: the mean over the latents first, then latent by latent.</param>
public sealed record ReportStage(int Number, ImmutableArray<string> Pictures);
