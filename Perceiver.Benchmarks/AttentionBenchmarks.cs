using BenchmarkDotNet.Attributes;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Benchmarks;

/// <summary>
/// Attention as one operator against the same through a table of probabilities, with dropout, forward and back on one
/// thread. Run: dotnet run -c Release --project Perceiver.Benchmarks -- --filter '*Attention*'
/// </summary>
[InProcess]
public class AttentionBenchmarks
{
    private readonly AttentionWeighing _weighing = new(8, 1 / 16.0, false, 0.9, RngKey.FromSeed(1));
    private Tensor _queries = null!;
    private AttentionMemory _memory = null!;

    /// <summary>What is attended to: the latents themselves, or a byte array.</summary>
    [Params(256, 1024)]
    public int Inputs { get; set; }

    /// <summary>Queries, keys and values of four examples, 8 heads of 64.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Engine.Current.Start(new EngineOptions(1));
        _queries = randn([4, 256, 512]).requires_grad_();
        _memory = new(randn([4, Inputs, 512]).requires_grad_(), randn([4, Inputs, 512]).requires_grad_());
    }

    /// <summary>Through a table.</summary>
    [Benchmark(Baseline = true)]
    public long Table() => ForwardAndBack(AttentionKernel.Plain);

    /// <summary>As one operator.</summary>
    [Benchmark]
    public long Fused() => ForwardAndBack(AttentionKernel.Apply);

    private long ForwardAndBack(Func<Tensor, AttentionMemory, Tensor?, AttentionWeighing, Tensor> attend)
    {
        using var scope = NewDisposeScope();
        var sum = attend(_queries, _memory, null, _weighing).sum();
        return autograd.grad([sum], [_queries, _memory.Keys, _memory.Values]).Count;
    }
}
