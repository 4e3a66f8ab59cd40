using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>The loss of several modalities, against loops over plain numbers and against differences.</summary>
[Properties(MaxTest = 30)]
public sealed class ModalityLossTests
{
    [Property]
    public void TheLossIsTheWeightedSumOfEachModalitysOwn(int seed, byte smoothing, byte normalisers)
    {
        using var scope = NewDisposeScope();
        var (share, z) = (smoothing / 512.0, normalisers / 1000.0);
        var training = TinyClips.Config.Training with { LabelSmoothing = share, ZLoss = z };
        var inputs = TinyClips.Inputs(seed);
        var answer = (ModalityReconstruction)Answer(TinyClips.Config, TinyClips.Weights(seed), inputs);
        var wanted = (ModalityTargets)Objective.OfInputs(TinyClips.Config, inputs);
        var (film, label, sound) = (Rows(answer.Parts[0]), Rows(answer.Parts[1]), Rows(answer.Parts[2]));
        var pixels = ((VideoBatch)inputs.Parts[1]).Frames.data<double>().ToArray();
        var samples = ((AudioBatch)inputs.Parts[0]).Samples.data<double>().ToArray();
        var labels = ((LabelBatch)inputs.Parts[2]).Labels.data<long>().ToArray();
        var expected = 0.0;
        for (var i = 0; i < TinyClips.Batch; i++)
        {
            var (squares, waves) = (0.0, 0.0);
            for (var p = 0; p < 64; p++)
            {
                // Pixel (frame, row, column, channel) stands in the patch of its row and column.
                var (frame, row, column, channel) = (p / 32, p / 8 % 4, p / 2 % 4, p % 2);
                var inside = (((((frame * 2) + (row % 2)) * 2) + (column % 2)) * 2) + channel;
                var given = film[(i * 64) + ((((row / 2) * 2) + (column / 2)) * 16) + inside];
                squares += Math.Pow(given - pixels[(i * 64) + p], 2);
            }

            for (var t = 0; t < 12; t++)
            {
                waves += Math.Pow(sound[(i * 12) + t] - samples[(i * 12) + t], 2);
            }

            var scores = label[(i * 5)..][..5];
            var sum = Math.Log(scores.Sum(Math.Exp));
            var entropy = -((1 - share) * (scores[labels[i]] - sum)) - (share * scores.Average(one => one - sum));
            expected += (0.5 * squares / 64) + (2 * (entropy + (z * sum * sum))) + (3 * waves / 12);
        }

        Assert.Equal(expected, Objective.LossSum(training, answer, wanted).ToDouble(), 1e-10 * (1 + expected));
        Assert.Equal(TinyClips.Batch, Objective.Count(answer, wanted).Asked);
    }

    [Property(MaxTest = 15)]
    public void TheGradientIsTheLimitOfDifferencesWhateverIsDrawnAndMasked(int seed)
    {
        using var scope = NewDisposeScope();
        var masked = TinyClips.Masking("sound", 0.5);
        var config = masked with { Model = masked.Model with { Decoder = Drawing(4).Model.Decoder } };
        var (p, key) = (TinyClips.Weights(seed), RngKey.FromSeed(seed).Fold("step"));
        var batch = Batch(config, TinyClips.Inputs(seed));
        var direction = p.MapNamed((name, leaf) => Normal(RngKey.FromSeed(seed).Fold(name), leaf.shape));
        var (slope, error) = FiniteDifference.Along(Loss, p, direction);
        Assert.InRange(error, 0, 1e-6 * Math.Max(1, Math.Abs(slope)));

        Tensor Loss(PerceiverParameters at) =>
            Objective.LossSum(
                config.Training,
                PerceiverModel.Train(config, at, batch.Inputs, key).Output,
                DrawnQueries.Wanted(config.Model, batch, key)
            );
    }

    [Property]
    public void AStepThatAsksSomePlacesWantsThoseAndNoOthers(int seed)
    {
        using var scope = NewDisposeScope();
        var (config, p, inputs) = (Drawing(5), TinyClips.Weights(seed), TinyClips.Inputs(seed));
        var key = RngKey.FromSeed(seed).Fold("step");
        var whole = (ModalityReconstruction)Answer(TinyClips.Config, p, inputs);
        var wanted = (ModalityTargets)Objective.OfInputs(TinyClips.Config, inputs);
        var loss = TrainStep.Gradients(config, p, Batch(config, inputs), TinyClips.Batch, key).Loss;
        var queries = ((DecoderConfig.Modalities)config.Model.Decoder).Parts[2].Queries;
        var places = DrawnQueries.Of(queries, inputs.Parts[0], key.Fold("sound"), CPU)!;
        Assert.Equal(Expected(places), loss, 1e-9 * (1 + loss));

        // The twin: other places have another loss.
        Assert.NotEqual(Expected(places.neg().add(11)), loss, 1e-9 * (1 + loss));

        double Expected(Tensor asked)
        {
            var answers = whole with
            {
                Parts = [whole.Parts[0], whole.Parts[1], whole.Parts[2].index_select(1, asked)],
            };
            var targets = wanted with
            {
                Parts = [wanted.Parts[0], wanted.Parts[1], wanted.Parts[2].Changed(x => x.index_select(1, asked))],
            };
            return Objective.LossSum(config.Training, answers, targets).ToDouble() / TinyClips.Batch;
        }
    }

    [Property(MaxTest = 10)]
    public void AModalityOfNoWeightIsNotLearned(int seed)
    {
        using var scope = NewDisposeScope();
        var silent = TinyClips.Asking(part => part.Name == "sound" ? part with { Weight = 0 } : part);
        Assert.Equal(0, Head(silent));

        // The twin: with the weight it had, it is.
        Assert.NotEqual(0, Head(TinyClips.Config));

        double Head(PerceiverConfig config)
        {
            var batch = Batch(config, TinyClips.Inputs(seed));
            var gradients = TrainStep.Gradients(config, TinyClips.Weights(seed), batch, TinyClips.Batch, default);
            return gradients.Gradients.Decoder.Modalities[2].Head.Weight.abs().sum().ToDouble();
        }
    }

    [Fact]
    public void Answers_of_another_number_of_modalities_are_refused()
    {
        using var scope = NewDisposeScope();
        var wanted = (ModalityTargets)Objective.OfInputs(TinyClips.Config, TinyClips.Inputs(1));
        var answer = new ModalityReconstruction([zeros(3, 4, 16)]);
        var misfit = Assert.Throws<ArgumentException>(() =>
            Objective.LossSum(TinyClips.Config.Training, answer, wanted)
        );
        Assert.Contains("1 modalities", misfit.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            Objective.OfInputs(TinyClips.Config, new LabelBatch(zeros(3, ScalarType.Int64)))
        );
    }

    private static PerceiverConfig Drawing(int count) =>
        TinyClips.Asking(part =>
            part.Queries is QueryConfig.Fourier { Grid.Count: 1 } fourier
                ? part with
                {
                    Queries = fourier with { Subsample = count },
                }
                : part
        );

    private static TrainingBatch Batch(PerceiverConfig config, InputBatch inputs) =>
        new(inputs, Objective.OfInputs(config, inputs));

    private static ModelOutput Answer(PerceiverConfig config, PerceiverParameters p, InputBatch inputs) =>
        PerceiverModel.Run(config, p, inputs, null);

    private static double[] Rows(Tensor values) => values.detach().contiguous().data<double>().ToArray();

    private static Tensor Normal(RngKey key, long[] shape)
    {
        using var generator = key.NewGenerator();
        return zeros(shape, ScalarType.Float64).normal_(0, 0.1, generator);
    }
}
