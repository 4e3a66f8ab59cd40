using System.Globalization;
using System.Net;
using System.Text;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Training texts as a model would read them, as a page: what is masked, replaced or asked is marked.</summary>
/// <param name="name">The config's name.</param>
/// <param name="config">The config, of tokens that are bytes.</param>
/// <param name="data">Its data.</param>
public sealed class TextPreviewer(string name, PerceiverConfig config, DataSplits data)
{
    private const int Epochs = 3;

    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.6em; border: 1px solid #8886; border-radius: 6px; }
        mark { border-radius: 3px; } .masked { background: #0969da; color: #fff; } .replaced { background: #f0a35c; color: #000; }
        .asked { background: none; color: inherit; border-bottom: 2px solid #1a7f37; } small { color: #6e7781; }
        :root { color-scheme: light dark; }
        """;

    /// <summary>The page: each example in the first epochs.</summary>
    /// <param name="examples">How many, at most as many as there are.</param>
    public string Page(int examples)
    {
        var key = RngKey.FromSeed(config.Training.Seed);
        var order = Batches.Order(key, 0, data.Train.Count)[..Math.Min(examples, data.Train.Count)];
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{WebUtility.HtmlEncode(name)}: training texts</title>")
            .Append(
                CultureInfo.InvariantCulture,
                $"<style>{Style}</style></head>\n<body><h1>{WebUtility.HtmlEncode(name)}</h1>\n<p>"
            )
            .Append(
                "<mark class=\"masked\">▢</mark> masked, <mark class=\"replaced\">x</mark> another byte in its place, "
            )
            .Append("<mark class=\"asked\">x</mark> as it was, but asked for.</p>\n");
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            // The keys of training itself: what is shown is what will be trained on.
            using var scope = NewDisposeScope();
            var own = key.Fold("augmentation").Fold(epoch);
            var batch = Batches.Of(config, PixelStatistics.Of(data.Train), data.Train, order, own);
            var tokens = ((TokenBatch)batch.Inputs).Tokens.data<long>().ToArray();
            var wanted = batch.Wanted is TokenTargets targets ? targets.Tokens.data<long>().ToArray() : [];
            page.Append(CultureInfo.InvariantCulture, $"<h2>epoch {epoch + 1}</h2>\n");
            for (var row = 0; row < order.Length; row++)
            {
                page.Append(CultureInfo.InvariantCulture, $"<small>example {order[row]}</small><pre>")
                    .Append(Marked(Part(tokens, row, order.Length), Part(wanted, row, order.Length)))
                    .Append("</pre>\n");
            }
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static ReadOnlySpan<long> Part(long[] all, int row, int rows) =>
        all.AsSpan(row * (all.Length / rows), all.Length / rows);

    private string Marked(ReadOnlySpan<long> tokens, ReadOnlySpan<long> wanted)
    {
        var first = ((InputConfig.Tokens)config.Model.Input).Vocabulary - 256;
        var text = new StringBuilder();
        for (var i = 0; i < tokens.Length; i++)
        {
            var asked =
                config.Task is TaskConfig.MaskedLanguageModel && wanted[i] != TokenTargets.Unasked ? wanted[i] : -1;
            var letter = WebUtility.HtmlEncode(Letter(tokens[i] - first));
            text.Append(
                tokens[i] < first ? Mark("masked", "▢")
                : asked == tokens[i] ? Mark("asked", letter)
                : asked >= 0 ? Mark("replaced", letter)
                : letter
            );
        }

        return text.ToString();
    }

    private static string Mark(string kind, string letter) => $"<mark class=\"{kind}\">{letter}</mark>";

    // A byte above 127 is a part of a letter, which may be cut or changed: it stands as its number.
    private static string Letter(long value) =>
        value is '\n' ? "↵\n"
        : value is >= 32 and < 127 ? ((char)value).ToString()
        : value is '\t' ? "→"
        : $"‹{value:x2}›";
}
