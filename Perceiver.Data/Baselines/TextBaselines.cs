using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Bytes guessed by how often they come, alone and after the bytes before them.</summary>
internal static class TextBaselines
{
    // How much the shorter context counts where the longer one was seldom seen.
    private const double Weight = 8;

    /// <summary>Frequencies of single bytes, and of bytes after one and after two others, over the whole part.</summary>
    public static IReadOnlyList<Baseline> Of(TextSet train, TextSet text)
    {
        var learned = train.Bytes.ToArray();
        var alone = new double[256];
        var after = new Dictionary<int, double[]>();
        for (var i = 0; i < learned.Length; i++)
        {
            alone[learned[i]]++;
            for (var before = 1; before <= 2 && before <= i; before++)
            {
                Table(Context(learned, i, before))[learned[i]]++;
            }
        }

        // Every byte may come, also one that never has.
        double[] single = [.. alone.Select(count => (count + 1) / (learned.Length + 256))];
        return
        [
            Judge("byte frequencies", (_, _) => single),
            Judge("frequencies after the byte before", (bytes, i) => After(bytes, i, 1)),
            Judge("frequencies after the two bytes before", (bytes, i) => After(bytes, i, 2)),
        ];

        double[] Table(int context)
        {
            if (!after.TryGetValue(context, out var table))
            {
                after[context] = table = new double[256];
            }

            return table;
        }

        double[] After(byte[] bytes, int i, int before)
        {
            var shorter = before == 1 ? single : After(bytes, i, before - 1);
            if (i < before || !after.TryGetValue(Context(bytes, i, before), out var counts))
            {
                return shorter;
            }

            var all = counts.Sum() + Weight;
            return [.. counts.Select((count, next) => (count + (Weight * shorter[next])) / all)];
        }

        Baseline Judge(string name, Func<byte[], int, double[]> guess)
        {
            var bytes = text.Bytes.ToArray();
            var (bits, right) = (0.0, 0);
            for (var i = 0; i < bytes.Length; i++)
            {
                var shares = guess(bytes, i);
                bits -= Math.Log2(shares[bytes[i]]);
                right += Array.IndexOf(shares, shares.Max()) == bytes[i] ? 1 : 0;
            }

            var count = Math.Max(1, bytes.Length);
            return new Baseline(name, Figures(bits / count, (double)right / count));
        }
    }

    /// <summary>The figures that a language model has.</summary>
    public static EquatableArray<Figure> Figures(double bitsPerByte, double accuracy) =>
        [
            new Figure("accuracy", accuracy),
            new Figure("bits_per_byte", bitsPerByte),
            new Figure("perplexity", Math.Pow(2, bitsPerByte)),
        ];

    // One number for one or two bytes before a place.
    private static int Context(ReadOnlySpan<byte> bytes, int place, int before) =>
        before == 1 ? bytes[place - 1] : 256 + (bytes[place - 2] * 256) + bytes[place - 1];
}
