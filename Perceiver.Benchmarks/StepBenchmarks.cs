using BenchmarkDotNet.Attributes;
using Perceiver.Cli;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Benchmarks;

/// <summary>
/// A forward pass and a training step of the small case on one thread: what changes here is the cost of the program's
/// own code, for its matrices are small. Run: dotnet run -c Release --project Perceiver.Benchmarks -- --filter '*'
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class StepBenchmarks
{
    private readonly ModelBuilder _model = BenchCase.Load("small", shards: 1);
    private Machine _machine = null!;
    private TrainState<PerceiverParameters> _state = null!;
    private LabelledImages _images = null!;

    /// <summary>Images per step.</summary>
    [Params(8, 64)]
    public int Batch { get; set; }

    /// <summary>Weights and images.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _machine = Machine.Start(_model.Config, threads: 1, choice: null);
        _state = TrainState<PerceiverParameters>
            .Start(_model.Init(RngKey.FromSeed(0), null), RngKey.FromSeed(0))
            .Keep();
        var images = BenchWorkerVerb.Images(_model, Batch);
        _images = new(new(images.Images.Pixels.DetachFromDisposeScope()), images.Labels.DetachFromDisposeScope());
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _state.Release();
        _images.Images.Pixels.Dispose();
        _images.Labels.Dispose();
        _machine.Dispose();
    }

    /// <summary>Logits without dropout.</summary>
    [Benchmark]
    public long Forward()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        return _model.Forward(_state.Parameters, _images.Images, null).Values.numel();
    }

    /// <summary>Forward, backward and update.</summary>
    [Benchmark]
    public double TrainingStep()
    {
        var before = _state;
        var part = UpdatePart.Whole((int)_images.Labels.shape[0]);
        (_state, var metrics, _) = ShardedStep.Run(_model.Config, _state, _images, part, long.MaxValue, _machine);
        before.Release();
        return metrics.Loss;
    }
}
