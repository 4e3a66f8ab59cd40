namespace Perceiver.Model;

/// <summary>How the next token is drawn from the scores of all.</summary>
/// <param name="Temperature">What scores are divided by; 0 always takes the best, 1 draws as the model says.</param>
/// <param name="TopK">Only so many of the best may be drawn; null for all.</param>
/// <param name="TopP">Only the fewest of the best that together have this probability, in (0, 1], may be drawn.</param>
public sealed record SamplingOptions(double Temperature = 1, int? TopK = null, double TopP = 1);
