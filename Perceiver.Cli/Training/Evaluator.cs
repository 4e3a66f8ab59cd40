using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Runs a model over a set of examples, in parts on several threads. The figures do not depend on how many.</summary>
/// <param name="model">The model.</param>
/// <param name="statistics">What normalises pixels.</param>
/// <param name="workers">The threads.</param>
/// <param name="device">Where the parameters are; null means the CPU.</param>
/// <param name="kept">What the model's batch norms kept of its training.</param>
public sealed class Evaluator(
    ModelBuilder model,
    PixelStatistics statistics,
    Workers workers,
    Device? device,
    ModelStatistics kept
)
{
    private const int LargestPart = 128;
    private const long MostNumbers = 1 << 22;

    // A segmentation answers to an example with more numbers than a classifier to a thousand.
    private readonly int _part = (int)Math.Clamp(MostNumbers / AnswerSize(model.Config), 1, LargestPart);

    /// <summary>The figures, or null if <paramref name="stop"/> said so on the way.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="set">The examples.</param>
    /// <param name="progress">Is told how many are done.</param>
    /// <param name="stop">Whether to leave off.</param>
    /// <param name="resident">The set's images on the device, if they are there.</param>
    public Evaluation? Evaluate(
        PerceiverParameters parameters,
        ExampleSet set,
        Action<int> progress,
        Func<bool> stop,
        ResidentImages? resident = null
    )
    {
        var tally = TaskFigures.Of(model.Config, statistics).Tally();
        for (var start = 0; start < set.Count; start += _part * workers.Count)
        {
            if (stop())
            {
                return null;
            }

            var parts = Enumerable
                .Range(0, workers.Count)
                .Select(i => start + (i * _part))
                .Where(first => first < set.Count)
                .Select(first => Enumerable.Range(first, Math.Min(_part, set.Count - first)).ToArray());
            foreach (
                var answers in workers.Run<Answers>([
                    .. parts.Select<int[], Func<Answers>>(indices => () => Answer(parameters, set, indices, resident)),
                ])
            )
            {
                for (var i = 0; i < answers.Count; i++)
                {
                    tally.Add(answers[i]);
                }
            }

            progress(tally.Examples);
        }

        return tally.Result();
    }

    /// <summary>What the model answers to some examples, and what it should.</summary>
    internal Answers Answer(
        PerceiverParameters parameters,
        ExampleSet set,
        ReadOnlySpan<int> indices,
        ResidentImages? resident = null
    )
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var batch = Batches.Of(model.Config, statistics, set, indices, null, resident);
        var answer = model.Run(parameters, device is null ? batch.Inputs : batch.Inputs.To(device), null, kept);
        return Answers.Of(answer, batch.Wanted, indices.Length);
    }

    /// <summary>What the model answers to inputs that have no targets, row-major.</summary>
    internal float[] Answer(PerceiverParameters parameters, InputBatch inputs)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var answer = model.Run(parameters, device is null ? inputs : inputs.To(device), null, kept).Tensor;
        return answer.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }

    // Numbers that the model answers with to one example.
    private static long AnswerSize(PerceiverConfig config)
    {
        if (config.Model.Decoder is DecoderConfig.Modalities several)
        {
            return several.Parts.Sum(part => QueryLayout.Of(part.Queries, config.Model).Count * part.Outputs);
        }

        var answers = config.Model.Decoder switch
        {
            DecoderConfig.Queries queries => QueryLayout.Of(queries.Array, config.Model).Count,
            DecoderConfig.Latents => config.Model.Latents.Count,
            _ => 1,
        };
        return Math.Max(1, answers * TaskOutputs.Of(config));
    }
}
