using System.Reflection;

namespace Perceiver.Config;

/// <summary>The one table of rules. Each member is one rule; an id is never used again for something else.</summary>
public static partial class Rules
{
    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<Rule> All => Table.Rules;

    private static Rule Error(string id, string title, string format, string remedy) =>
        new(id, Severity.Error, title, format, remedy);

    private static Rule Warning(string id, string title, string format, string remedy) =>
        new(id, Severity.Warning, title, format, remedy);

    // A class of its own, so that it is filled after every rule, whichever file the rule stands in.
    private static class Table
    {
        public static readonly IReadOnlyList<Rule> Rules =
        [
            .. typeof(Perceiver.Config.Rules)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType == typeof(Rule))
                .Select(field => (Rule)field.GetValue(null)!)
                .OrderBy(rule => rule.Id, StringComparer.Ordinal),
        ];
    }
}
