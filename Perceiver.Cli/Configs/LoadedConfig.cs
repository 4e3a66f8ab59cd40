using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>A config that compiled.</summary>
/// <param name="Text">The file as it stands.</param>
/// <param name="Canonical">Every setting spelled out, overrides applied.</param>
/// <param name="Model">The model it declares.</param>
public sealed record LoadedConfig(string Text, string Canonical, ModelBuilder Model);
