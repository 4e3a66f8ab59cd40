namespace Perceiver.Config;

/// <summary>Where a config finds what it extends. Looking it up is the caller's work: the compiler opens nothing.</summary>
/// <param name="Find">The config of a name, or null; the same answer to the same name.</param>
/// <param name="Names">All names, for "did you mean".</param>
public sealed record ConfigBases(Func<string, ConfigText?> Find, Func<IEnumerable<string>> Names)
{
    /// <summary>Nothing to extend.</summary>
    public static ConfigBases None { get; } = new(_ => null, () => []);

    /// <summary>Some texts in memory; of equal names the first counts.</summary>
    public static ConfigBases Of(IReadOnlyCollection<ConfigText> texts) =>
        new(name => texts.FirstOrDefault(text => text.Name == name), () => texts.Select(text => text.Name));
}
