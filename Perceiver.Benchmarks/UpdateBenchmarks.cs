using BenchmarkDotNet.Attributes;
using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Benchmarks;

/// <summary>
/// An update of all parameters in one pass, to new tensors and over the old ones, against an update parameter by
/// parameter; on one thread. Run: dotnet run -c Release --project Perceiver.Benchmarks -- --filter '*Update*'
/// </summary>
[InProcess]
public class UpdateBenchmarks
{
    private PerceiverParameters _parameters = null!;
    private PerceiverParameters _gradients = null!;
    private OptimizerState<PerceiverParameters> _state = null!;
    private OptimizerConfig _options = null!;

    /// <summary>The model whose parameters they are: 133 thousand or 9.7 million.</summary>
    [Params("small", "keras")]
    public string Case { get; set; } = "";

    /// <summary>The optimiser.</summary>
    [Params("adamw", "lamb")]
    public string Optimizer { get; set; } = "";

    /// <summary>Weights, moments and a gradient.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Engine.Current.Start(new EngineOptions(1));
        _options =
            Optimizer == "lamb"
                ? new OptimizerConfig.Lamb(0.001, 0.9, 0.999, 1e-6, 0.01, true)
                : new OptimizerConfig.AdamW(0.001, 0.9, 0.999, 1e-8, 0.01, true);
        _parameters = BenchCase.Load(Case, shards: 1).Init(RngKey.FromSeed(0), null);
        _gradients = _parameters.Map(leaf => randn(leaf.shape));
        _state = Optimizers.Init(_parameters);
    }

    /// <summary>Parameter by parameter, an operator of libtorch after the other.</summary>
    [Benchmark(Baseline = true)]
    public long InTurn()
    {
        using var scope = NewDisposeScope();
        var before = new LeafLists(_parameters.Leaves(), _state.FirstMoment.Leaves(), _state.SecondMoment.Leaves());
        OptimizerUpdate update = new(_options, [.. before.Parameters.Select(_ => true)], 1, 0.001);
        return Optimizers.InTurn(update, before, _gradients.Leaves(), StateBuffers.New).Parameters.Count;
    }

    /// <summary>In one pass, to new tensors.</summary>
    [Benchmark]
    public long OnePass() => Update(StateBuffers.New);

    /// <summary>In one pass, over the old ones.</summary>
    [Benchmark]
    public long OnePassOver() => Update(StateBuffers.Reused);

    private long Update(StateBuffers buffers)
    {
        using var scope = NewDisposeScope();
        return Optimizers
            .Update(_options, _parameters, _gradients, _state, 1, 0.001, buffers: buffers)
            .Parameters.Leaves()
            .Count;
    }
}
