using System.Text;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Byte masking as an augmentation: what is read is hidden, what is wanted stays.</summary>
public sealed class ByteMaskingTests
{
    private const string Causal = """
        model:
          input: { kind: tokens, length: 20, vocabulary: 262 }
          preprocessor: { kind: embedding, width: 8 }
          positions: learned
          latents: { count: 6, width: 8, source: last_inputs }
          encoder: { blocks: 1, causal: true }
          decoder: { kind: latents }
        task: causal_language_model
        data: { source: { kind: text, path: a.txt }, split: { validation: 0.1, test: 0.1, method: last } }
        training: { epochs: 1 }
        """;

    [Fact]
    public void The_places_are_those_of_a_computation_of_its_own()
    {
        // SplitMix64 and Fisher-Yates written anew in Python, for the key of seed 5: round(10 · 0.35) places.
        var tokens = Enumerable.Range(100, 10).Select(i => (long)i).ToArray();
        var change = new AugmentationConfig[] { new AugmentationConfig.ByteMasking(3, 0.35) }.ToEquatableArray();
        TokenMasking.Apply(change, tokens, RngKey.FromSeed(5));
        Assert.Equal([100, 101, 102, 3, 104, 3, 3, 3, 108, 109], tokens);
    }

    [Property]
    public void AShareOfTheInputsIsHiddenAndTheTargetsStay(int seed)
    {
        using var scope = NewDisposeScope();
        var set = new TextSet(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("abcdefghij", 50))), 21, 6);
        var key = RngKey.FromSeed(seed);
        var (plain, wanted) = Make([], set, key);
        ConfigOverride[] masking = [new("data.augmentation", "[{ kind: byte_masking, token: 3, share: 0.3 }]")];
        var (masked, still) = Make(masking, set, key);
        Assert.Equal(wanted, still);
        for (var example = 0; example < 3; example++)
        {
            Assert.Equal(6, masked[(20 * example)..(20 * (example + 1))].Count(token => token == 3));
        }

        Assert.True(plain.Zip(masked, (then, now) => now == 3 || now == then).All(good => good));

        // The twins: other keys hide other places; evaluation hides none.
        Assert.NotEqual(masked, Make(masking, set, key.Fold(1)).Tokens);
        Assert.Equal(Make([], set, null).Tokens, Make(masking, set, null).Tokens);
    }

    private static (long[] Tokens, long[] Wanted) Make(ConfigOverride[] changes, TextSet set, RngKey? key)
    {
        var config = ConfigCompiler.Compile(Causal, changes).Config!;
        var batch = Batches.Of(config, new PixelStatistics([], []), set, [7, 2, 11], key);
        return (
            ((TokenBatch)batch.Inputs).Tokens.data<long>().ToArray(),
            ((TokenTargets)batch.Wanted).Tokens.data<long>().ToArray()
        );
    }
}
