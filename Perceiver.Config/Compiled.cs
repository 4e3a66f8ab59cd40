namespace Perceiver.Config;

/// <summary>What compiling a text gave.</summary>
/// <param name="Config">The config; null exactly where a finding is an error.</param>
/// <param name="Findings">Everything that is wrong or doubtful, in the order of the text.</param>
/// <param name="Canonical">The config in its one canonical spelling, with every setting; null without a config.</param>
/// <param name="Hash"><c>sha256:</c> and the hash of the canonical text; null without a config.</param>
public sealed record Compiled(
    PerceiverConfig? Config,
    EquatableArray<Finding> Findings,
    string? Canonical,
    string? Hash
);
