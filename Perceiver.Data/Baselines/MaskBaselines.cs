using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;

namespace Perceiver.Data;

/// <summary>Masked bytes guessed from those beside them, of the same texts with the same masks that a model is shown.</summary>
internal static class MaskBaselines
{
    private const double Weight = 8;

    /// <summary>Frequencies of single bytes, of bytes after the one before, and of bytes between both neighbours.</summary>
    /// <param name="config">A masked language model.</param>
    /// <param name="train">What is counted.</param>
    /// <param name="text">What is judged.</param>
    public static IReadOnlyList<Baseline> Of(PerceiverConfig config, TextSet train, TextSet text)
    {
        var counts = new NeighbourCounts(train.Bytes);
        var asked = Asked(config, text);
        return
        [
            Judge("byte frequencies", asked, (_, _) => counts.Alone),
            Judge("frequencies after the byte before", asked, (before, _) => counts.Between(before, null)),
            Judge("frequencies between the bytes beside", asked, (before, after) => counts.Between(before, after)),
        ];
    }

    private static Baseline Judge(
        string name,
        IReadOnlyList<(int? Before, int? After, int Byte)> asked,
        Func<int?, int?, double[]> guess
    )
    {
        var (bits, right) = (0.0, 0);
        foreach (var (before, after, wanted) in asked)
        {
            var shares = guess(before, after);
            bits -= Math.Log2(shares[wanted]);
            right += Array.IndexOf(shares, shares.Max()) == wanted ? 1 : 0;
        }

        var count = Math.Max(1, asked.Count);
        return new(name, TextBaselines.Figures(bits / count, (double)right / count));
    }

    // A neighbour that is masked too, or that the example ends before, is not known.
    private static List<(int? Before, int? After, int Byte)> Asked(PerceiverConfig config, TextSet text)
    {
        var input = (InputConfig.Tokens)config.Model.Input;
        var firstByte = TextBatches.FirstByte(input);
        var asked = new List<(int?, int?, int)>();
        for (var i = 0; i < text.Count; i++)
        {
            using var scope = torch.NewDisposeScope();
            var batch = TextBatches.Make(config, text, [i], null);
            var seen = ((TokenBatch)batch.Inputs).Tokens.data<long>().ToArray();
            var wanted = ((TokenTargets)batch.Wanted).Tokens.data<long>().ToArray();
            for (var place = 0; place < wanted.Length; place++)
            {
                if (wanted[place] != TokenTargets.Unasked)
                {
                    asked.Add((Seen(seen, place - 1), Seen(seen, place + 1), (int)wanted[place] - firstByte));
                }
            }
        }

        return asked;

        int? Seen(long[] tokens, int place) =>
            place >= 0 && place < tokens.Length && tokens[place] >= firstByte ? (int)tokens[place] - firstByte : null;
    }
}
