using Xunit;

namespace Perceiver.Properties.Tests;

/// <summary>For tests that need the machine to themselves: live tensor counts, environment variables, other processes.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SerialCollection
{
    /// <summary>The name to give to <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Serial";
}
