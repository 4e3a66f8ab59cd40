using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>What a model answered to a batch, and what it should have, as plain numbers.</summary>
/// <param name="Count">How many examples.</param>
/// <param name="Values">The answers of all, row-major.</param>
/// <param name="Labels">Classes or tokens that are wanted, or none.</param>
/// <param name="Wanted">Numbers that are wanted, or none.</param>
internal sealed record Answers(int Count, float[] Values, long[] Labels, float[] Wanted)
{
    /// <summary>One example of the batch.</summary>
    public ExampleAnswer this[int index] =>
        new()
        {
            Answer = Part(Values, index),
            Labels = Part(Labels, index),
            Values = Part(Wanted, index),
        };

    /// <summary>Copies an answer and its targets out of their tensors.</summary>
    public static Answers Of(ModelOutput answer, TargetBatch wanted, int count) =>
        new(
            count,
            Numbers(answer is ModalityReconstruction several ? several.Together() : answer.Tensor),
            wanted switch
            {
                ClassTargets classes => Whole(classes.Labels),
                TokenTargets tokens => Whole(tokens.Tokens),
                DenseTargets classes => Whole(classes.Labels),
                ModalityTargets { Labels: { } labels } => Whole(labels),
                _ => [],
            },
            wanted switch
            {
                ValueTargets numbers => Numbers(numbers.Values),
                LabelTargets labels => Numbers(labels.Labels),
                ModalityTargets { Values: { } numbers } => Numbers(numbers),
                _ => [],
            }
        );

    private ReadOnlySpan<T> Part<T>(T[] all, int index) => all.AsSpan(index * (all.Length / Count), all.Length / Count);

    private static float[] Numbers(Tensor tensor) =>
        tensor.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    private static long[] Whole(Tensor tensor) => tensor.cpu().contiguous().data<long>().ToArray();
}
