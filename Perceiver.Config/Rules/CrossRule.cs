namespace Perceiver.Config;

/// <summary>A rule over several settings.</summary>
/// <param name="Check">Reports where a config breaks it.</param>
/// <param name="Needs">
/// The paths of all settings that it looks at, also those that defaults follow: it runs when these could be read, whatever
/// else is wrong, and finds nothing but null in the others.
/// </param>
internal sealed record CrossRule(Action<PerceiverConfig, PlaceFinder> Check, params string[] Needs);
