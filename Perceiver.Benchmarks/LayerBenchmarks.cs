using BenchmarkDotNet.Attributes;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Benchmarks;

/// <summary>
/// A residual with its norm, and a bias with its GELU, in one pass over each row, against libtorch's operators one after the
/// other; forward and back on one thread. Run: dotnet run -c Release --project Perceiver.Benchmarks -- --filter '*Layer*'
/// </summary>
[InProcess]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class LayerBenchmarks
{
    private Tensor _rows = null!;
    private Tensor _residual = null!;
    private NormParameters _norm = null!;

    /// <summary>Rows and their width: small at batch 32, keras at batch 8.</summary>
    [Params("1024x64", "2048x256")]
    public string Size { get; set; } = "";

    /// <summary>Rows and what is learned for them.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Engine.Current.Start(new EngineOptions(1));
        long[] shape = [.. Size.Split('x').Select(long.Parse)];
        _rows = randn(shape).requires_grad_();
        _residual = randn(shape).requires_grad_();
        _norm = new(ones(shape[1]).requires_grad_(), zeros(shape[1]).requires_grad_());
    }

    /// <summary>Sum, then norm.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("norm")]
    public long SumThenNorm() =>
        Back(
            () =>
            {
                var sum = _rows + _residual;
                return sum + nn.functional.layer_norm(sum, [sum.shape[1]], _norm.Weight, _norm.Bias);
            },
            [_rows, _residual, _norm.Weight, _norm.Bias]
        );

    /// <summary>Both in one pass.</summary>
    [Benchmark]
    [BenchmarkCategory("norm")]
    public long SumAndNorm() =>
        Back(
            () =>
            {
                var (sum, normed) = Engine.Current.SumAndNorm(_rows, _residual, _norm, 1e-5);
                return sum + normed;
            },
            [_rows, _residual, _norm.Weight, _norm.Bias]
        );

    /// <summary>Bias, then GELU.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("gelu")]
    public long BiasThenGelu() => Back(() => nn.functional.gelu(_rows + _norm.Bias), [_rows, _norm.Bias]);

    /// <summary>Both in one pass.</summary>
    [Benchmark]
    [BenchmarkCategory("gelu")]
    public long BiasAndGelu() => Back(() => Engine.Current.BiasGelu(_rows, _norm.Bias), [_rows, _norm.Bias]);

    private long Back(Func<Tensor> forward, IList<Tensor> inputs)
    {
        using var scope = NewDisposeScope();
        var result = forward();
        return autograd.grad([result], inputs, [_residual.detach()]).Count;
    }
}
