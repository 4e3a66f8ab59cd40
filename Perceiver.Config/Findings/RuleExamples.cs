namespace Perceiver.Config;

/// <summary>
/// One example for each rule of <see cref="Rules"/>: its page in <c>docs/diagnostics</c> and its tests are made of it.
/// A rule without one fails a test.
/// </summary>
public static partial class RuleExamples
{
    /// <summary>Every example, in the order of the rules' ids.</summary>
    public static IReadOnlyList<RuleExample> All { get; } =
    [
        .. new[]
        {
            Text,
            Extending,
            Schema,
            CrossField,
            Data,
            Inputs,
            Tasks,
            Modalities,
            Training,
            Augmentation,
            Advice,
        }
            .SelectMany(part => part())
            .OrderBy(example => example.Rule.Id, StringComparer.Ordinal),
    ];

    private static RuleExample Edit(
        Rule rule,
        string why,
        string at,
        string wrong,
        string place,
        string? right = null
    ) => RuleExample.Edit(rule, why, at, wrong, place, right);

    private static RuleExample Over(
        string text,
        Rule rule,
        string why,
        string at,
        string wrong,
        string place,
        string? right = null
    ) => RuleExample.Over(text, rule, why, at, wrong, place, right);
}
