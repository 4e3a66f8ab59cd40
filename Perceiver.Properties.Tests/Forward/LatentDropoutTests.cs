using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Latents that no other latent sees in training.</summary>
public sealed class LatentDropoutTests
{
    [Property]
    public void A_hidden_latent_is_hidden_from_all_but_itself(long seed, byte share)
    {
        using var scope = NewDisposeScope();
        var rate = (1 + (share % 250)) / 256.0;
        var mask = LatentDropout.Mask(8, 30, rate, RngKey.FromSeed(seed), CPU);
        Assert.Equal([8, 30, 30], mask.shape);
        var seen = mask.to(ScalarType.Int32).data<int>().ToArray();
        var hidden = 0;
        for (var example = 0; example < 8; example++)
        {
            for (var column = 0; column < 30; column++)
            {
                int[] rows = [.. Enumerable.Range(0, 30).Select(row => seen[(((example * 30) + row) * 30) + column])];
                Assert.Equal(1, rows[column]);
                Assert.True(rows.Sum() is 1 or 30);
                hidden += rows.Sum() == 1 ? 1 : 0;
            }
        }

        // Six deviations of a binomial share of 240.
        Assert.InRange(hidden / 240.0, rate - 0.2, rate + 0.2);
    }

    [Fact]
    public void Where_all_are_hidden_each_latent_thinks_alone()
    {
        using var scope = NewDisposeScope();
        // So many are hidden that at this key all are; then two latents' blocks are what each does by itself.
        var config = With(0.999);
        var (p, images) = (new ModelCase(config, 2, 3).Parameters(), new ModelCase(config, 2, 3).Images());
        var alone = config with
        {
            Model = config.Model with
            {
                Latents = config.Model.Latents with { Count = 1 },
                Encoder = config.Model.Encoder with { LatentDropout = 0 },
            },
        };
        Tensor[] each =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(i =>
                    PerceiverModel
                        .Forward(alone, p with { Latents = p.Latents!.narrow(0, i, 1) }, images, RngKey.FromSeed(1))
                        .Values
                ),
        ];

        // The head is linear over the mean of the latents, so the answer is the mean of the four.
        var together = PerceiverModel.Forward(config, p, images, RngKey.FromSeed(1)).Values;
        TensorAssert.Close(stack(each).mean([0]), together, 1e-9);

        // The twin: evaluation hides nothing, and latents that see each other answer otherwise.
        var shown = PerceiverModel.Forward(config, p, images).Values;
        Assert.NotEqual(TensorAssert.Bits(shown), TensorAssert.Bits(together));
        Assert.Equal(TensorAssert.Bits(PerceiverModel.Forward(With(0), p, images).Values), TensorAssert.Bits(shown));
    }

    private static PerceiverConfig With(double share) =>
        ConfigCompiler
            .Compile(
                Config.SampleConfig.Text,
                [
                    new ConfigOverride("model.latents.count", "4"),
                    new ConfigOverride("model.decoder", "{ kind: mean_pool, norm: false }"),
                    new ConfigOverride("model.encoder.latent_dropout", NumberText.Format(share)),
                ]
            )
            .Config!;
}
