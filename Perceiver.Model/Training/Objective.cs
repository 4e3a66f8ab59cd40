using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What training makes small, by kind of answer and of target: the one table.</summary>
public static class Objective
{
    /// <summary>
    /// The sum over the examples of each one's loss, <c>[]</c>: what shards of one batch can add. An example with several
    /// answers has the mean of their losses, over those that are asked.
    /// </summary>
    /// <param name="training">Says how labels are smoothed, and how much the z-loss weighs.</param>
    /// <param name="answer">What the model answered.</param>
    /// <param name="wanted">What it should have.</param>
    /// <exception cref="ArgumentException">The answer is of another kind than the target.</exception>
    public static Tensor LossSum(TrainingConfig training, ModelOutput answer, TargetBatch wanted)
    {
        var loss = Plain(training, answer, wanted);
        return training.ZLoss > 0 && Normalisers(answer, wanted) is { } squares
            ? loss.add(squares.mul(training.ZLoss))
            : loss;
    }

    // Numbers have no softmax.
    private static Tensor? Normalisers(ModelOutput answer, TargetBatch wanted) =>
        (answer, wanted) switch
        {
            (Logits logits, ClassTargets) => Losses.SquaredNormaliserSum(logits.Values.unsqueeze(1), null),
            (TokenLogits scores, TokenTargets tokens) => Losses.SquaredNormaliserSum(scores.Values, tokens.Tokens),
            (DenseLogits scores, DenseTargets classes) => Losses.SquaredNormaliserSum(scores.Values, classes.Labels),
            _ => null,
        };

    private static Tensor Plain(TrainingConfig training, ModelOutput answer, TargetBatch wanted) =>
        (answer, wanted) switch
        {
            (Logits logits, ClassTargets { Shares: { } shares }) => Losses.SoftCrossEntropySum(
                logits,
                shares,
                training.LabelSmoothing
            ),
            (Logits logits, ClassTargets classes) => Losses.CrossEntropySum(
                logits,
                classes.Labels,
                training.LabelSmoothing
            ),
            (TokenLogits scores, TokenTargets tokens) => Losses.AskedCrossEntropySum(
                scores.Values,
                tokens.Tokens,
                training.LabelSmoothing
            ),
            (DenseLogits scores, DenseTargets classes) => Losses.AskedCrossEntropySum(
                scores.Values,
                classes.Labels,
                training.LabelSmoothing
            ),
            (Reconstruction values, ValueTargets numbers) => Losses.SquaredErrorSum(values.Values, numbers.Values),
            (Predictions values, ValueTargets numbers) => Losses.SquaredErrorSum(values.Values, numbers.Values),
            _ => throw Misfit(answer, wanted),
        };

    /// <summary>How many answers are right, and how many were asked; none is right or wrong where numbers are asked.</summary>
    /// <exception cref="ArgumentException">The answer is of another kind than the target.</exception>
    public static (int Right, int Asked) Count(ModelOutput answer, TargetBatch wanted) =>
        (answer, wanted) switch
        {
            (Logits logits, ClassTargets classes) => (
                Metrics.Correct(logits, classes.Labels),
                (int)classes.Labels.shape[0]
            ),
            (TokenLogits scores, TokenTargets tokens) => Metrics.CountAsked(scores.Values, tokens.Tokens),
            (DenseLogits scores, DenseTargets classes) => Metrics.CountAsked(scores.Values, classes.Labels),
            (Reconstruction or Predictions, ValueTargets) => (0, 0),
            _ => throw Misfit(answer, wanted),
        };

    /// <summary>
    /// A loss, how many answers are right and how many were asked, float64, <c>[3]</c>: what <see cref="Count"/> gives, not
    /// read.
    /// </summary>
    /// <exception cref="ArgumentException">The answer is of another kind than the target.</exception>
    internal static Tensor Figures(Tensor loss, ModelOutput answer, TargetBatch wanted)
    {
        var (right, asked) = (answer, wanted) switch
        {
            (Logits logits, ClassTargets classes) => (
                Metrics.Right(logits, classes.Labels),
                full_like(loss.detach(), classes.Labels.shape[0])
            ),
            (TokenLogits scores, TokenTargets tokens) => Metrics.Asked(scores.Values, tokens.Tokens),
            (DenseLogits scores, DenseTargets classes) => Metrics.Asked(scores.Values, classes.Labels),
            (Reconstruction or Predictions, ValueTargets) => (zeros_like(loss.detach()), zeros_like(loss.detach())),
            _ => throw Misfit(answer, wanted),
        };
        return stack([
            loss.detach().to(ScalarType.Float64),
            right.to(ScalarType.Float64),
            asked.to(ScalarType.Float64),
        ]);
    }

    /// <summary>What the examples themselves say that an autoencoder shall answer.</summary>
    /// <param name="config">An autoencoder of one input.</param>
    /// <param name="inputs">What it is given.</param>
    public static TargetBatch OfInputs(PerceiverConfig config, InputBatch inputs)
    {
        var model = config.Model;
        return (config.Task, inputs) switch
        {
            (TaskConfig.Autoencoding, TokenBatch tokens) => new TokenTargets(
                model.Input is InputConfig.Tokens { Padding: { } padding }
                    ? tokens.Tokens.masked_fill(tokens.Tokens.eq(padding), TokenTargets.Unasked)
                    : tokens.Tokens.alias()
            ),
            (TaskConfig.Autoencoding { Target: AutoencodingTarget.Inputs }, _) => new ValueTargets(
                Preprocessing.RawInputs(model, RawInput.Of(model.Input, inputs))
            ),
            (TaskConfig.Autoencoding, _) => new ValueTargets(
                Preprocessing.Elements(model.Input, RawInput.Of(model.Input, inputs))
            ),
            _ => throw new ArgumentException(
                $"The task {config.Task.GetType().Name} does not ask for its inputs.",
                nameof(config)
            ),
        };
    }

    private static ArgumentException Misfit(ModelOutput answer, TargetBatch wanted) =>
        new($"The model answers with {answer.GetType().Name}, but the batch wants {wanted.GetType().Name}.");
}
