namespace Perceiver.Config;

/// <summary>Something that a config can say and no model can do yet.</summary>
/// <param name="What">What it is, as the beginning of a sentence.</param>
/// <param name="Places">The paths at which a config says it; none where it does not.</param>
internal sealed record UnbuiltSetting(string What, Func<PerceiverConfig, IEnumerable<string>> Places);
