using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Runs a model over a set of examples, in parts on several threads. The figures do not depend on how many.</summary>
/// <param name="model">The model.</param>
/// <param name="statistics">What normalises pixels.</param>
/// <param name="workers">The threads.</param>
/// <param name="device">Where the parameters are; null means the CPU.</param>
public sealed class Evaluator(ModelBuilder model, PixelStatistics statistics, Workers workers, Device? device)
{
    private const int Part = 128;

    /// <summary>The figures, or null if <paramref name="stop"/> said so on the way.</summary>
    public Evaluation? Evaluate(
        PerceiverParameters parameters,
        ImageSet set,
        int classes,
        Action<int> progress,
        Func<bool> stop
    )
    {
        var tally = new Tally(classes);
        for (var start = 0; start < set.Count; start += Part * workers.Count)
        {
            if (stop())
            {
                return null;
            }

            var parts = Enumerable
                .Range(0, workers.Count)
                .Select(i => start + (i * Part))
                .Where(first => first < set.Count)
                .Select(first => Enumerable.Range(first, Math.Min(Part, set.Count - first)).ToArray())
                .ToArray();
            var logits = workers.Run<float[]>([
                .. parts.Select<int[], Func<float[]>>(p => () => Logits(parameters, set, p)),
            ]);
            foreach (var (indices, values) in parts.Zip(logits))
            {
                for (var i = 0; i < indices.Length; i++)
                {
                    tally.Add(values.AsSpan(i * classes, classes), set.Labels[indices[i]]);
                }
            }

            progress(tally.Count);
        }

        return tally.Result();
    }

    /// <summary>The logits of some examples, <c>[indices, classes]</c>, row by row.</summary>
    public float[] Logits(PerceiverParameters parameters, ImageSet set, ReadOnlySpan<int> indices)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var batch = Batches.Make(model.Config, statistics, set, indices, null);
        var images = device is null ? batch.Images : new ImageBatch(batch.Images.Pixels.to(device));
        var logits = model.Forward(parameters, images, null).Values;
        return logits.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
