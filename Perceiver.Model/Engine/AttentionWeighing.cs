namespace Perceiver.Model;

/// <summary>How an attention goes from scores to what is read.</summary>
/// <param name="Heads">Heads side by side in each row of queries, keys and values.</param>
/// <param name="Scale">What scores are multiplied with before the softmax.</param>
/// <param name="Causal">Whether the last query sees all inputs and each one before it one less.</param>
/// <param name="Keep">Share of the probabilities that dropout keeps, in (0, 1]; 1 keeps all.</param>
/// <param name="DropoutKey">Decides which; unused where <paramref name="Keep"/> is 1.</param>
public readonly record struct AttentionWeighing(int Heads, double Scale, bool Causal, double Keep, RngKey DropoutKey);
