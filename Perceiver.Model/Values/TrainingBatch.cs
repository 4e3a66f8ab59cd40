using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Examples to learn from: what a model is given, and what it shall answer.</summary>
/// <param name="Inputs">What it is given.</param>
/// <param name="Wanted">What it shall answer, for the same examples.</param>
public record TrainingBatch(InputBatch Inputs, TargetBatch Wanted)
{
    /// <summary>How many examples there are.</summary>
    public int Examples => (int)Inputs.Examples;

    /// <summary>Every tensor in it.</summary>
    public IEnumerable<Tensor> Tensors => Inputs.Tensors.Concat(Wanted.Tensors);

    /// <summary>Some of the examples: a view.</summary>
    public TrainingBatch Narrow(long start, long length) =>
        new(Inputs.Narrow(start, length), Wanted.Changed(tensor => tensor.narrow(0, start, length)));

    /// <summary>The same examples on another device.</summary>
    public TrainingBatch To(Device device) => new(Inputs.To(device), Wanted.Changed(tensor => tensor.to(device)));

    /// <summary>Takes every tensor in it out of all dispose scopes; then its owner frees it with <see cref="Release"/>.</summary>
    public TrainingBatch Keep()
    {
        foreach (var tensor in Tensors)
        {
            tensor.DetachFromDisposeScope();
        }

        return this;
    }

    /// <summary>Frees every tensor in it; only its owner may.</summary>
    public void Release()
    {
        foreach (var tensor in Tensors)
        {
            tensor.Dispose();
        }
    }
}

/// <summary>Examples whose kinds of input and of target are known: what the step of a generated model takes.</summary>
/// <typeparam name="TInputs">The model's kind of input.</typeparam>
/// <typeparam name="TTargets">The task's kind of target.</typeparam>
/// <param name="Given">What the model is given.</param>
/// <param name="Targets">What it shall answer.</param>
public sealed record TrainingBatch<TInputs, TTargets>(TInputs Given, TTargets Targets) : TrainingBatch(Given, Targets)
    where TInputs : InputBatch
    where TTargets : TargetBatch;
