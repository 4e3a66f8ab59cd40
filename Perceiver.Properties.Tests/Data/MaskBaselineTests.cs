using System.Text;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Masked bytes guessed by counting: what is known of a place makes the guess.</summary>
public sealed class MaskBaselineTests
{
    [Property(MaxTest = 50)]
    public void Shares_of_any_text_add_up_and_none_is_zero(byte[] text, byte before, byte after)
    {
        var counts = new NeighbourCounts(text);
        int?[][] places =
        [
            [before, after],
            [before, null],
            [null, after],
            [null, null],
        ];
        foreach (var place in places)
        {
            var shares = counts.Between(place[0], place[1]);
            Assert.Equal(1, shares.Sum(), 1e-9);
            Assert.All(shares, share => Assert.True(share > 0));
        }
    }

    [Fact]
    public void The_bytes_beside_say_more_than_the_one_before_and_that_more_than_none()
    {
        // After x comes a or b, and which of them shows in what follows.
        var counts = new NeighbourCounts(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("xayxbz", 300))));
        double Share(int? before, int? after) => counts.Between(before, after)['a'];

        Assert.Equal(1 / 6.0, Share(null, null), 0.03);
        Assert.Equal(0.5, Share('x', null), 0.03);
        Assert.True(Share(null, 'y') > 0.8, $"{Share(null, 'y')}");
        Assert.True(Share('x', 'y') > 0.98, $"{Share('x', 'y')}");
        Assert.True(Share('x', 'z') < 0.02, $"{Share('x', 'z')}");
    }

    [Fact]
    public void Each_knows_more_than_the_one_before_it_and_all_are_judged_on_the_same_places()
    {
        var verse = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("the cat sat on the mat. ", 200)));
        var compiled = ConfigCompiler.Compile(
            """
            model:
              input: { kind: tokens, length: 24, vocabulary: 262, padding: 0 }
              preprocessor: { kind: embedding, width: 8 }
              latents: { count: 4, width: 8 }
              encoder: { blocks: 1 }
              decoder: { kind: queries, queries: { kind: learned, count: 24, width: 8 }, output: tied }
            task: { kind: masked_language_model, mask_token: 3 }
            data: { source: { kind: text, path: verse.txt }, split: { validation: 0.1, method: last } }
            training: { epochs: 1 }
            """
        );
        var set = new TextSet(verse, 24, 24);
        var baselines = SimpleBaselines.Of(compiled.Config!, new DataSplits(set, set, set, []), set);

        double[] bits =
        [
            .. baselines.Select(one => one.Figures.Single(figure => figure.Name == "bits_per_byte").Value),
        ];
        Assert.Equal(3, bits.Length);
        Assert.Equal(bits.OrderDescending(), bits);
        Assert.True(bits[2] > 0, "masked neighbours leave doubt");
    }
}
