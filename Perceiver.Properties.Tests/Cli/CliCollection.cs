using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>The engine's threads are set for the whole process, so commands run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class CliCollection
{
    /// <summary>The name to give to <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Command line";
}
