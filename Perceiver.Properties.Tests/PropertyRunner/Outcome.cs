namespace Perceiver.Properties.Tests.PropertyRunner;

/// <summary>How a run of one property ended, as xunit's own messages tell it.</summary>
public sealed record Outcome(int Passed, int Failed, int Skipped, string Messages, string Output);
