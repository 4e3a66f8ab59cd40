namespace Perceiver.Cli;

/// <summary>What a model said about one example: a line of <c>predictions.csv</c>.</summary>
/// <param name="Index">The example's number in its split, from 0.</param>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The likeliest class.</param>
/// <param name="Confidence">That class's probability.</param>
/// <param name="LabelProbability">The probability of the example's own class.</param>
/// <param name="Loss">Cross-entropy, in nats.</param>
public sealed record ExamplePrediction(
    int Index,
    int Label,
    int Predicted,
    double Confidence,
    double LabelProbability,
    double Loss
)
{
    /// <summary>Read off an example's logits.</summary>
    public static ExamplePrediction Of(int index, ReadOnlySpan<float> logits, int label)
    {
        var probabilities = LogitMath.Probabilities(logits);
        var predicted = LogitMath.Likeliest(logits);
        var loss = LogitMath.Loss(logits, label);
        return new ExamplePrediction(index, label, predicted, probabilities[predicted], probabilities[label], loss);
    }
}
