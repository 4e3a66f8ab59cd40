namespace Perceiver.Model;

/// <summary>A second name of the same tensor in another program: layers that share weights are stored once for each use.</summary>
/// <param name="Duplicate">The further name.</param>
/// <param name="Canonical">The first name, which a <see cref="NameMapping"/> has.</param>
public sealed record NameAlias(string Duplicate, string Canonical);
