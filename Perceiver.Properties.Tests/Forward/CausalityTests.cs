using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>What an answer may depend on: of a text what stands before it, of a cloud of points no order.</summary>
public sealed class CausalityTests
{
    private const int Length = 12;
    private const int Latents = 5;

    private static readonly PerceiverConfig Text = Compiled(
        """
        model:
          input: { kind: tokens, length: 12, vocabulary: 256 }
          preprocessor: { kind: embedding, width: 8 }
          positions: learned
          latents: { count: 5, width: 8, source: last_inputs }
          encoder:
            blocks: 1
            causal: true
            rotary: interleaved
            cross_attend: { attention: { heads: 2 } }
            self_attend: { attention: { heads: 2 } }
          decoder: { kind: latents, output: tied }
        task: causal_language_model
        data: { source: { kind: text, path: a.txt }, split: { method: last } }
        training: { epochs: 1 }
        """
    );

    private static readonly PerceiverConfig Points = Compiled(
        """
        model:
          input: { kind: points, count: 9 }
          preprocessor: points
          positions: { kind: fourier, bands: 2, max_resolution: [4] }
          latents: { count: 3, width: 8 }
          encoder:
            blocks: 1
            cross_attend: { attention: { heads: 1 } }
            self_attend: { attention: { heads: 2 } }
          decoder: mean_pool
        task: { kind: classification, classes: 8 }
        data: { source: solids }
        training: { epochs: 1 }
        """
    );

    [Property(MaxTest = 40)]
    public void TheLossAtAPlaceDoesNotDependOnTokensAfterIt(int seed, byte at)
    {
        using var scope = NewDisposeScope();
        var place = 1 + (at % (Latents - 1));
        var (before, after) = Losses(Text, seed, place);
        Assert.Equal(before[..place], after[..place], (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.NotEqual(before[place..], after[place..]);

        // The twin: without the mask every answer sees every token.
        var seeing = Text with
        {
            Model = Text.Model with { Encoder = Text.Model.Encoder with { Causal = false } },
        };
        var (plain, changed) = Losses(seeing, seed, place);
        Assert.All(Enumerable.Range(0, Latents), i => Assert.True(Math.Abs(plain[i] - changed[i]) > 1e-12));
    }

    [Property(MaxTest = 40)]
    public void PrefixDropoutKeepsTheLatentsAndEachInputsPlace(int seed)
    {
        using var scope = NewDisposeScope();
        var inputs = arange(0, 2 * Length, ScalarType.Float64).view(2, Length, 1);
        var kept = InputDropout.Apply(inputs, null, 0.5, RngKey.FromSeed(seed), Latents);
        for (var i = 0; i < 2; i++)
        {
            var rows = kept.Inputs[i].flatten().data<double>().ToArray();
            var places = kept.Places![i].data<long>().ToArray();

            // Half of seven, rounded to even, and the last five.
            Assert.Equal(4 + Latents, rows.Length);
            Assert.Equal(places.Select(place => (double)((i * Length) + place)), rows);
            Assert.Equal(places.Order().Distinct(), places);
            Assert.Equal(Enumerable.Range(Length - Latents, Latents).Select(p => (long)p), places[^Latents..]);
        }
    }

    [Property(MaxTest = 40)]
    public void WhatIsDroppedFromThePrefixIsAsIfItWereMasked(int seed)
    {
        using var scope = NewDisposeScope();
        var encoder = Text.Model.Encoder with { InputDropout = 0.5 };
        var dropping = Text with { Model = Text.Model with { Encoder = encoder } };
        var p = PerceiverModel.Init(Text, RngKey.FromSeed(seed), ScalarType.Float64);
        var tokens = Tokens(seed);
        var key = RngKey.FromSeed(seed).Fold("dropout");
        var dropped = PerceiverModel.Run(dropping, p, new TokenBatch(tokens), key).Tensor;
        var bare = zeros(2, Length, 1, ScalarType.Float64);
        var kept = InputDropout.Apply(bare, null, 0.5, key.Fold("inputs"), Latents).Places!;
        var seen = kept.unsqueeze(2).eq(arange(Length, ScalarType.Int64).view(1, 1, Length)).any(1);

        // A mask moves the learned positions of what follows a gap no more than dropout does: it has none at the start.
        var inputs = new TokenBatch(tokens) { Mask = seen };
        var masked = PerceiverModel.Run(WithoutTable(Text), p with { Positions = null }, inputs).Tensor;
        var left = PerceiverModel.Run(WithoutTable(dropping), p with { Positions = null }, new TokenBatch(tokens), key);
        Assert.True(left.Tensor.sub(masked).abs().max().ToDouble() < 1e-12);
        Assert.True(dropped.sub(PerceiverModel.Run(Text, p, new TokenBatch(tokens)).Tensor).abs().max().ToDouble() > 0);
    }

    [Property(MaxTest = 40)]
    public void ThePointsOrderDoesNotCount(int seed)
    {
        using var scope = NewDisposeScope();
        var p = PerceiverModel.Init(Points, RngKey.FromSeed(seed), ScalarType.Float64);
        using var generator = RngKey.FromSeed(seed).Fold("points").NewGenerator();
        var cloud = zeros([2, 9, 3], ScalarType.Float64).uniform_(-1, 1, generator);
        var order = tensor(new long[] { 3, 1, 8, 0, 2, 7, 5, 6, 4 });
        var before = PerceiverModel.Run(Points, p, new PointBatch(cloud)).Tensor;
        var after = PerceiverModel.Run(Points, p, new PointBatch(cloud.index_select(1, order))).Tensor;
        Assert.True(before.sub(after).abs().max().ToDouble() < 1e-12);

        // The twin: the coordinates of each point in another order are other points.
        var turned = cloud.index_select(2, tensor(new long[] { 1, 2, 0 }));
        var other = PerceiverModel.Run(Points, p, new PointBatch(turned)).Tensor;
        Assert.True(before.sub(other).abs().max().ToDouble() > 1e-9);
    }

    // Cross-entropy of each answer of the first example, before and after the token at a place among the latents is another.
    private static (double[] Before, double[] After) Losses(PerceiverConfig config, int seed, int place)
    {
        var p = PerceiverModel.Init(config, RngKey.FromSeed(seed), ScalarType.Float64);
        var tokens = Tokens(seed);
        var other = tokens.clone();
        var at = Length - Latents + place;
        other[0, at] = tokens[0, at].add(1);
        return (Of(tokens), Of(other));

        double[] Of(Tensor x)
        {
            var scores = PerceiverModel.Run(config, p, new TokenBatch(x)).Tensor[0].log_softmax(1);
            return scores.select(1, 7).neg().contiguous().data<double>().ToArray();
        }
    }

    private static PerceiverConfig WithoutTable(PerceiverConfig config) =>
        config with
        {
            Model = config.Model with { Positions = new PositionConfig.None() },
        };

    private static Tensor Tokens(int seed)
    {
        using var generator = RngKey.FromSeed(seed).Fold("tokens").NewGenerator();
        // One more is a token still.
        return randint(0, 255, [2, Length], ScalarType.Int64, generator: generator);
    }

    private static PerceiverConfig Compiled(string text)
    {
        var compiled = ConfigCompiler.Compile(text);
        Assert.True(compiled.Config is not null, string.Join('\n', compiled.Findings.Select(one => one.Message)));
        return compiled.Config;
    }
}
