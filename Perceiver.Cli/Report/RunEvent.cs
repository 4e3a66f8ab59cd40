namespace Perceiver.Cli;

/// <summary>Something out of the ordinary that happened to a run.</summary>
/// <param name="Kind">A word of <see cref="HistoryLine"/>, "killed", or "non_finite".</param>
/// <param name="Step">After so many updates.</param>
/// <param name="At">When; null where only the step is known.</param>
/// <param name="Text">What happened, for people.</param>
public sealed record RunEvent(string Kind, long Step, string? At, string Text);
