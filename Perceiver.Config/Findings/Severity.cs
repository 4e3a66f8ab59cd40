namespace Perceiver.Config;

/// <summary>What a finding means for the config.</summary>
public enum Severity
{
    /// <summary>The config means what it says, but probably not what was wanted.</summary>
    Warning,

    /// <summary>The config has no meaning.</summary>
    Error,
}
