using FsCheck.Xunit;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>The attention on one thread and on several.</summary>
[Collection(SerialCollection.Name)]
[Properties(Arbitrary = [typeof(AttentionCaseArbitrary)], QuietOnSuccess = true, MaxTest = 30)]
public sealed class AttentionThreadTests
{
    [Property]
    public void TheNumberOfThreadsChangesNoBit(AttentionCase @case)
    {
        using var scope = NewDisposeScope();
        var alone = On(new EngineOptions(1), @case);
        var together = On(new EngineOptions(3, OneCaller: true), @case);
        foreach (var (one, several) in alone.Zip(together))
        {
            Assert.Equal(TensorAssert.Bits(one), TensorAssert.Bits(several));
        }
    }

    private static Tensor[] On(EngineOptions options, AttentionCase @case)
    {
        var before = Engine.Current.Threads;
        Engine.Current.Start(options);
        try
        {
            return AttentionKernelTests.Run(@case, ScalarType.Float32, AttentionKernel.Apply);
        }
        finally
        {
            Engine.Current.Start(new EngineOptions(before));
        }
    }
}
