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

    // Numbers have no softmax, and labels that do not exclude each other have none.
    private static Tensor? Normalisers(ModelOutput answer, TargetBatch wanted) =>
        (answer, wanted) switch
        {
            (Logits logits, ClassTargets) => Losses.SquaredNormaliserSum(logits.Values.unsqueeze(1), null),
            (TokenLogits scores, TokenTargets tokens) => Losses.SquaredNormaliserSum(scores.Values, tokens.Tokens),
            (DenseLogits scores, DenseTargets classes) => Losses.SquaredNormaliserSum(scores.Values, classes.Labels),
            (ModalityReconstruction several, ModalityTargets parts) => ModalityObjective
                .Classes(several, parts)
                .Select(part => Normalisers(part.Answer, part.Wanted)?.mul(part.Weight))
                .Aggregate((Tensor?)null, (sum, part) => part is null ? sum : sum?.add(part) ?? part),
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
            (Logits logits, LabelTargets labels) => Losses.LabelCrossEntropySum(
                logits,
                labels.Labels,
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
            (ModalityReconstruction several, ModalityTargets parts) => ModalityObjective
                .Parts(several, parts)
                .Select(part => Plain(training, part.Answer, part.Wanted).mul(part.Weight))
                .Aggregate((sum, part) => sum.add(part)),
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
            (Logits logits, LabelTargets labels) => Metrics.CountLabels(logits, labels.Labels),
            (TokenLogits scores, TokenTargets tokens) => Metrics.CountAsked(scores.Values, tokens.Tokens),
            (DenseLogits scores, DenseTargets classes) => Metrics.CountAsked(scores.Values, classes.Labels),
            (Reconstruction or Predictions, ValueTargets) => (0, 0),
            (ModalityReconstruction several, ModalityTargets parts) => ModalityObjective
                .Classes(several, parts)
                .Select(part => Count(part.Answer, part.Wanted))
                .Aggregate((0, 0), (sum, part) => (sum.Item1 + part.Right, sum.Item2 + part.Asked)),
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
            (Logits logits, LabelTargets labels) => (
                Metrics.RightLabels(logits, labels.Labels),
                full_like(loss.detach(), labels.Labels.numel())
            ),
            (TokenLogits scores, TokenTargets tokens) => Metrics.Asked(scores.Values, tokens.Tokens),
            (DenseLogits scores, DenseTargets classes) => Metrics.Asked(scores.Values, classes.Labels),
            (Reconstruction or Predictions, ValueTargets) => (zeros_like(loss.detach()), zeros_like(loss.detach())),
            (ModalityReconstruction several, ModalityTargets parts) => ModalityObjective
                .Classes(several, parts)
                .Select(part => Counted(part.Answer, part.Wanted))
                .Aggregate(
                    (Right: zeros_like(loss.detach()), Asked: zeros_like(loss.detach())),
                    (sum, part) => (sum.Right.add(part.Right), sum.Asked.add(part.Asked))
                ),
            _ => throw Misfit(answer, wanted),
        };
        return stack([
            loss.detach().to(ScalarType.Float64),
            right.to(ScalarType.Float64),
            asked.to(ScalarType.Float64),
        ]);
    }

    /// <summary>What the examples themselves say that an autoencoder shall answer.</summary>
    /// <param name="config">An autoencoder.</param>
    /// <param name="inputs">What it is given.</param>
    public static TargetBatch OfInputs(PerceiverConfig config, InputBatch inputs)
    {
        var model = config.Model;
        return (config.Task, inputs) switch
        {
            (TaskConfig.MultimodalAutoencoding, _) => ModalityObjective.OfInputs(model, inputs),
            (TaskConfig.Autoencoding, TokenBatch tokens) when model.Input is InputConfig.Tokens text => Tokens(
                text,
                tokens.Tokens
            ),
            (TaskConfig.Autoencoding { Target: AutoencodingTarget.Inputs }, _) => new ValueTargets(
                Preprocessing.RawInputs(model.Input, model.Preprocessor, RawInput.Of(model.Input, inputs))
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

    /// <summary>The tokens of a text, of which padding is not asked.</summary>
    internal static TokenTargets Tokens(InputConfig.Tokens input, Tensor tokens) =>
        new(
            input.Padding is { } padding ? tokens.masked_fill(tokens.eq(padding), TokenTargets.Unasked) : tokens.alias()
        );

    private static (Tensor Right, Tensor Asked) Counted(ModelOutput answer, TargetBatch wanted) =>
        wanted is TokenTargets tokens
            ? Metrics.Asked(answer.Tensor, tokens.Tokens)
            : Metrics.Asked(answer.Tensor, ((DenseTargets)wanted).Labels);

    private static ArgumentException Misfit(ModelOutput answer, TargetBatch wanted) =>
        new($"The model answers with {answer.GetType().Name}, but the batch wants {wanted.GetType().Name}.");
}
