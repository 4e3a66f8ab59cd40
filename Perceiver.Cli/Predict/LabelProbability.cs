namespace Perceiver.Cli;

/// <summary>A guess.</summary>
/// <param name="Label">The class, or the byte.</param>
/// <param name="Probability">In 0..1.</param>
internal sealed record LabelProbability(string Label, double Probability)
{
    /// <summary>Each of several labels that do not exclude each other, the likeliest first.</summary>
    public static IReadOnlyList<LabelProbability> All(IReadOnlyList<float> logits, Func<int, string> name) =>
        [
            .. logits
                .Select((logit, label) => new LabelProbability(name(label), LogitMath.LabelProbability(logit)))
                .OrderByDescending(guess => guess.Probability),
        ];

    /// <summary>The likeliest guesses.</summary>
    public static IReadOnlyList<LabelProbability> Best(ReadOnlySpan<float> logits, Func<int, string> name, int top) =>
        [
            .. LogitMath
                .Probabilities(logits)
                .Select((probability, label) => (probability, label))
                .OrderByDescending(guess => guess.probability)
                .Take(top)
                .Select(guess => new LabelProbability(name(guess.label), guess.probability)),
        ];
}
