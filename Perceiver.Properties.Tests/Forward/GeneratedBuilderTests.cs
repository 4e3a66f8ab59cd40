using Perceiver.Config;
using Perceiver.Generated;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>What the generator wrote for a shipped config does what the functions do with the config as a value.</summary>
public sealed class GeneratedBuilderTests
{
    public static IEnumerable<object[]> Small =>
        Models.All.Where(model => model.Value.ParameterCount < 1_000_000).Select(model => new object[] { model.Key });

    [Theory]
    [MemberData(nameof(Small))]
    public void SameWeightsAndLogitsBitForBit(string name)
    {
        using var scope = NewDisposeScope();
        var generated = Models.All[name];
        var atRunTime = ModelBuilder.From(name, generated.Hash, generated.Config);
        Assert.Equal(atRunTime.ParameterCount, generated.ParameterCount);
        Assert.Equal(atRunTime.ForwardFlops, generated.ForwardFlops);

        var key = RngKey.FromSeed(1);
        var parameters = generated.Init(key, null);
        TensorAssert.SameBits(atRunTime.Init(key, null), parameters);
        var image = (InputConfig.Image)generated.Config.Model.Input;
        using var generator = key.Fold("images").NewGenerator();
        var pixels = zeros(2, image.Height, image.Width, image.Channels).normal_(0, 1, generator);
        foreach (var dropout in (RngKey?[])[null, key])
        {
            Assert.Equal(
                TensorAssert.Bits(atRunTime.Forward(parameters, new(pixels), dropout).Values),
                TensorAssert.Bits(generated.Forward(parameters, new(pixels), dropout).Values)
            );
        }
    }
}
