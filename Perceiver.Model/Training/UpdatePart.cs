using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Which part of an update a batch is, where several batches make one.</summary>
/// <param name="Index">Its place among them, from 0.</param>
/// <param name="Examples">Examples of all of them together: the loss is their mean.</param>
/// <param name="Completes">Whether it is the last.</param>
public readonly record struct UpdatePart(int Index, int Examples, bool Completes)
{
    /// <summary>The only part.</summary>
    public static UpdatePart Whole(int examples) => new(0, examples, true);

    /// <summary>The part that a batch of an epoch is. The epoch's end ends an update too.</summary>
    /// <param name="training">Batch size and accumulation.</param>
    /// <param name="batch">The batch's number in the epoch, from 0.</param>
    /// <param name="count">Examples of the epoch.</param>
    public static UpdatePart Of(TrainingConfig training, int batch, int count)
    {
        var together = training.Accumulation;
        var size = (long)training.BatchSize * together;
        var start = batch / together * size;
        var isLast = (batch + 1L) * training.BatchSize >= count;
        return new(batch % together, (int)Math.Min(size, count - start), isLast || batch % together == together - 1);
    }
}
