using FsCheck.Xunit;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Lifetime;

/// <summary>The engine keeps freed memory for later tensors: no two tensors that live have any of it in common.</summary>
public sealed class TensorMemoryTests
{
    // Around the size from which on memory is a block of its own, and where pages become large ones; with none at all.
    private static readonly long[] Counts =
    [
        0,
        1,
        65_519,
        65_520,
        65_536,
        65_537,
        70_000,
        524_272,
        524_288,
        524_290,
        600_000,
        2_000_000,
    ];

    [Property(MaxTest = 40)]
    public void EachTensorKeepsItsNumbersWhileOthersComeAndGo(byte[] choices)
    {
        using var scope = NewDisposeScope();
        var alive = new List<(Tensor Tensor, float Number)>();
        for (var i = 0; i < choices.Length; i++)
        {
            var number = i + 1;
            alive.Add((full([Counts[choices[i] % Counts.Length]], number, ScalarType.Float32), number));
            if (choices[i] % 3 == 0)
            {
                var gone = alive[choices[i] % alive.Count];
                gone.Tensor.Dispose();
                alive.Remove(gone);
            }
        }

        Assert.All(
            alive,
            one =>
            {
                var numbers = one.Tensor.data<float>().ToArray();
                Assert.True(Array.TrueForAll(numbers, number => number == one.Number));
            }
        );
    }

    [Fact]
    public void ThreadsFreeWhatOthersMade()
    {
        var made = new Tensor[8];
        var threads = Enumerable
            .Range(0, 4)
            .Select(worker => new Thread(() =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var slot = ((worker * 3) + i) % made.Length;
                    var mine = full([Counts[(worker + i) % Counts.Length]], slot, ScalarType.Float32);
                    Interlocked.Exchange(ref made[slot], mine)?.Dispose();
                }
            }))
            .ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        for (var slot = 0; slot < made.Length; slot++)
        {
            Assert.All(made[slot].data<float>().ToArray(), number => Assert.Equal(slot, number));
            made[slot].Dispose();
        }
    }
}
