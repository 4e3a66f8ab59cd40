using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>A data set, divided. A part that the config does not ask for is empty.</summary>
/// <param name="Train">What is learned from.</param>
/// <param name="Validation">What decides which checkpoint is best.</param>
/// <param name="Test">What is looked at once, at the end.</param>
/// <param name="ClassNames">Names of the classes, in label order; empty where there are none.</param>
public sealed record DataSplits(
    ExampleSet Train,
    ExampleSet Validation,
    ExampleSet Test,
    EquatableArray<string> ClassNames
);
