using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>Ten thousand training steps of a small block: tensors and memory stay what they were.</summary>
[Collection(SerialCollection.Name)]
[Trait("Category", "Slow")]
public sealed class SoakTests
{
    private const int Steps = 10_000;
    private const int WarmUp = 1_000;

    [Fact]
    public void MemoryStaysFlat()
    {
        using var whole = NewDisposeScope();
        using var generator = new torch.Generator(5);
        var input = randn(new long[] { 8, 12, 16 }, generator: generator);
        var labels = arange(8) % 4;
        Tensor[] parameters = [Weight(16, 16), Weight(16, 16), Weight(32, 16), Weight(16, 32), Weight(4, 16)];
        var live = 0L;
        var memory = 0L;
        for (var step = 0; step < Steps; step++)
        {
            if (step == WarmUp)
            {
                live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
                memory = ResidentBytes();
            }
            parameters = Step(parameters, input, labels);
        }

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        // One tensor of 6 kB forgotten in each step would be 54 MB; the managed heap may breathe.
        var growth = ResidentBytes() - memory;
        Assert.True(growth < 24L << 20, $"{growth >> 20} MB more after {Steps - WarmUp} steps");
        Assert.True(parameters[0].isfinite().all().ToBoolean());

        Tensor Weight(long rows, long columns) => randn(new[] { rows, columns }, generator: generator).mul(0.1);
    }

    private static Tensor[] Step(Tensor[] parameters, Tensor input, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var leaves = Array.ConvertAll(parameters, each => each.detach().requires_grad_());
        var x = layer_norm(input, [16]);
        var scores = linear(x, leaves[0]).bmm(linear(x, leaves[1]).transpose(1, 2)).mul(0.25);
        var mixed = softmax(scores, -1).bmm(x).add(x);
        var hidden = linear(Engine.Current.Gelu(linear(mixed, leaves[2])), leaves[3]);
        var loss = cross_entropy(linear(hidden.mean([1]), leaves[4]), labels);
        var gradients = autograd.grad([loss], leaves);
        var updated = parameters.Zip(gradients, (p, g) => p.sub(g.mul(0.01)).MoveToOuterDisposeScope()).ToArray();
        foreach (var old in parameters)
            old.Dispose();
        return updated;
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
