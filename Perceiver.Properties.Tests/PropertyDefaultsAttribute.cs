using System.Globalization;
using FsCheck.Xunit;

[assembly: Perceiver.Properties.Tests.PropertyDefaults]

namespace Perceiver.Properties.Tests;

/// <summary>
/// What every property of this project starts from: with <c>PERCEIVER_REPLAY="(seed,gamma)"</c> in the environment its
/// cases are the same in each run, without it they are others each time. <c>PERCEIVER_CASES=1000</c> runs a thousand cases of
/// each instead of a hundred, where a property does not say itself how many.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class PropertyDefaultsAttribute : PropertiesAttribute
{
    /// <summary>Reads the environment.</summary>
    public PropertyDefaultsAttribute()
    {
        Replay = Environment.GetEnvironmentVariable("PERCEIVER_REPLAY");
        if (Environment.GetEnvironmentVariable("PERCEIVER_CASES") is { Length: > 0 } cases)
        {
            MaxTest = int.Parse(cases, NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }
}
