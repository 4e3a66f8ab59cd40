using Xunit;

namespace Perceiver.Properties.Tests.Packages;

/// <summary>Tests of the packages: packed once, and nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PackagesCollection : ICollectionFixture<PackedSolution>
{
    /// <summary>The name to give to <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Packages";
}
