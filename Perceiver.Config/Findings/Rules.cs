using System.Reflection;

namespace Perceiver.Config;

/// <summary>The one table of rules. Each member is one rule; an id is never used again for something else.</summary>
public static partial class Rules
{
    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. typeof(Rules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Rule))
            .Select(field => (Rule)field.GetValue(null)!)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    private static Rule Error(string id, string title, string format, string remedy) =>
        new(id, Severity.Error, title, format, remedy);

    private static Rule Warning(string id, string title, string format, string remedy) =>
        new(id, Severity.Warning, title, format, remedy);
}
