using FsCheck.Xunit;

[assembly: Perceiver.Properties.Tests.PropertyDefaults]

namespace Perceiver.Properties.Tests;

/// <summary>
/// What every property of this project starts from: with <c>PERCEIVER_REPLAY="(seed,gamma)"</c> in the environment its
/// cases are the same in each run, without it they are others each time.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class PropertyDefaultsAttribute : PropertiesAttribute
{
    /// <summary>Reads the environment.</summary>
    public PropertyDefaultsAttribute() => Replay = Environment.GetEnvironmentVariable("PERCEIVER_REPLAY");
}
