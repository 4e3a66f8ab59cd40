using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Batches drawn from a key for a model of any kind of input and task.</summary>
internal static class AnyBatch
{
    /// <summary>Inputs of the config's kind.</summary>
    public static InputBatch Inputs(PerceiverConfig config, RngKey key, int count, ScalarType dtype)
    {
        var batch = Of(config.Model.Input);
        return config.Model.Decoder is DecoderConfig.Queries { Array: QueryConfig.Given given }
            ? batch with
            {
                Queries = Normal("queries", given.Count, given.Width),
            }
            : batch;

        InputBatch Of(InputConfig input) =>
            input switch
            {
                InputConfig.Image x => new ImageBatch(Normal("x", count, x.Height, x.Width, x.Channels)),
                InputConfig.Video x => new VideoBatch(Normal("x", count, x.Frames, x.Height, x.Width, x.Channels)),
                // The first token may be padding: a text of nothing else says nothing.
                InputConfig.Tokens x => new TokenBatch(
                    Whole("x", Math.Min(1, x.Vocabulary - 1), x.Vocabulary, x.Length)
                ),
                InputConfig.Audio x => new AudioBatch(Normal("x", count, x.Samples, x.Channels)),
                InputConfig.Points x => new PointBatch(Normal("x", count, x.Count, x.Dimensions + x.Features).tanh()),
                InputConfig.Array x => new ArrayBatch(
                    Normal("x", [count, .. x.Axes.Select(axis => (long)axis), x.Channels])
                ),
                InputConfig.Label x => new LabelBatch(Whole("x", 0, x.Classes)),
                InputConfig.Modalities x => new ModalityBatch(
                    x.Parts.Select(part => Of(part.Input) with { Queries = Asking(part.Name) }).ToEquatableArray()
                ),
                _ => throw new ArgumentOutOfRangeException(nameof(config)),
            };

        // What one of several inputs is asked with, where that comes with the batch.
        Tensor? Asking(string name) =>
            config.Model.Decoder is DecoderConfig.Modalities several
            && several.Parts.FirstOrDefault(part => part.Name == name)?.Queries is QueryConfig.Given asked
                ? Normal("queries " + name, asked.Count, asked.Width)
                : null;

        Tensor Normal(string name, params long[] shape) => AnyBatch.Normal(key.Fold(name), shape).to(dtype);

        Tensor Whole(string name, int low, int high, params int[] shape)
        {
            using var generator = key.Fold(name).NewGenerator();
            long[] whole = [count, .. shape.Select(size => (long)size)];
            return randint(low, high, whole, ScalarType.Int64, generator: generator);
        }
    }

    /// <summary>Targets of the kind of an answer.</summary>
    public static TargetBatch Wanted(ModelOutput answer, RngKey key)
    {
        var shape = answer.Tensor.shape;
        return answer switch
        {
            Logits => new ClassTargets(Labels()),
            TokenLogits => new TokenTargets(Labels()),
            DenseLogits => new DenseTargets(Labels()),
            _ => new ValueTargets(Normal(key, shape).to(answer.Tensor.dtype)),
        };

        Tensor Labels()
        {
            using var generator = key.Fold("labels").NewGenerator();
            return randint(0, shape[^1], shape[..^1], ScalarType.Int64, generator: generator);
        }
    }

    /// <summary>Inputs, and targets for what the model answers to them.</summary>
    public static TrainingBatch Of(PerceiverConfig config, PerceiverParameters p, RngKey key, int count)
    {
        var inputs = Inputs(config, key, count, p.Leaves()[0].dtype);
        var answer = PerceiverModel.Run(config, p, inputs, null, PerceiverModel.InitStatistics(config));
        return new(
            inputs,
            config.Task switch
            {
                TaskConfig.MultimodalAutoencoding => Objective.OfInputs(config, inputs),
                TaskConfig.Classification { MultiLabel: true } => new LabelTargets(
                    Normal(key.Fold("labels"), answer.Tensor.shape).gt(0).to(answer.Tensor.dtype)
                ),
                _ => Wanted(answer, key),
            }
        );
    }

    private static Tensor Normal(RngKey key, params long[] shape)
    {
        using var generator = key.NewGenerator();
        return zeros(shape, ScalarType.Float64).normal_(0, 1, generator);
    }
}
