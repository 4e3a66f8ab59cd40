namespace Perceiver.Config;

/// <summary>Why a rule is there, a config that breaks it, and the same config in order. Tests compile both.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Why">Why it is there.</param>
/// <param name="Wrong">What breaks it, and no other rule.</param>
/// <param name="Right">What does not.</param>
/// <param name="Place">The text that the finding marks; empty where it marks a point.</param>
public sealed record RuleExample(Rule Rule, string Why, ExampleText Wrong, ExampleText Right, string Place)
{
    /// <summary>An edit of <see cref="ExampleConfig"/>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="why">Why it is there.</param>
    /// <param name="at">What is replaced in the config.</param>
    /// <param name="wrong">What breaks the rule there.</param>
    /// <param name="place">The text that the finding marks.</param>
    /// <param name="right">What does not; null means what was there.</param>
    internal static RuleExample Edit(
        Rule rule,
        string why,
        string at,
        string wrong,
        string place,
        string? right = null
    ) => Over(ExampleConfig.Text, rule, why, at, wrong, place, right);

    /// <summary>The same, of another config.</summary>
    internal static RuleExample Over(
        string text,
        Rule rule,
        string why,
        string at,
        string wrong,
        string place,
        string? right = null
    ) => new(rule, why, ExampleText.Edited(text, at, wrong), ExampleText.Edited(text, at, right ?? at), place);

    /// <summary>What the compiler says to the wrong text.</summary>
    public Compiled CompileWrong() => Wrong.Compile();

    /// <summary>What it says to the right one.</summary>
    public Compiled CompileRight() => Right.Compile();
}

/// <summary>A text of an example.</summary>
/// <param name="Text">The whole config.</param>
/// <param name="Shown">The part that a page shows.</param>
/// <param name="Override">An override that goes over it, if the example is about that.</param>
/// <param name="Bases">Configs beside it.</param>
public sealed record ExampleText(string Text, string Shown, ConfigOverride? Override, EquatableArray<ConfigText> Bases)
{
    /// <summary>The config's name in all examples.</summary>
    public const string Name = "my-model";

    internal Compiled Compile()
    {
        var self = new ConfigText(Name, Name + ".yaml", Text);
        var bases = ConfigBases.Of([self, .. Bases]);
        return ConfigCompiler.Compile(self, bases, Override is { } one ? [one] : []);
    }

    internal static ExampleText Edited(string whole, string at, string by)
    {
        var start = whole.IndexOf(at, StringComparison.Ordinal);
        var text = whole.Substring(0, start) + by + whole.Substring(start + at.Length);
        return new(text, Excerpt.Of(text, start, by.Length), null, []);
    }

    internal static ExampleText Whole(string text, params (string Name, string Text)[] bases) =>
        new(
            text,
            text,
            null,
            bases.Select(one => new ConfigText(one.Name, one.Name + ".yaml", one.Text)).ToEquatableArray()
        );

    internal static ExampleText Set(string path, string value)
    {
        var one = new ConfigOverride(path, value);
        return new(ExampleConfig.Text, one.ToString(), one, []);
    }
}
