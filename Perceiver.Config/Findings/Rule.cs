namespace Perceiver.Config;

/// <summary>One thing that can be wrong with a config.</summary>
/// <param name="Id">PCV0xx text, PCV1xx schema, PCV2xx several settings together, PCV3xx advice.</param>
/// <param name="Severity">Whether the config is still usable.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Format">The message, with <c>{0}</c>, <c>{1}</c>, ... for the finding's arguments.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Rule(string Id, Severity Severity, string Title, string Format, string Remedy)
{
    /// <summary>Its page, from the root of the repository.</summary>
    public string Page => DiagnosticPages.PathOf(Id);
}
