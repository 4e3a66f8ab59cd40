using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>
/// Where latents look in a text, as one HTML page that needs nothing else: for each cross-attend the mean over its latents,
/// then latent by latent, the text with a darker ground where more is read. No script, and nothing is fetched.
/// </summary>
internal static class TextAttentionPage
{
    // As many grounds as can be told apart.
    private const int Levels = 16;

    private const string Style = """
        :root { color-scheme: light dark; --page: #fff; --ink: #1b1b21; --quiet: #5f5f6b; --heat: 222 90 10; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #15151a; --ink: #ececf2; --quiet: #a2a2ae; --heat: 255 130 40; }
        }
        body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: .95rem; margin: 0; }
        p, small { color: var(--quiet); font-weight: normal; }
        main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); gap: 1rem 2rem; }
        pre { margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.7 ui-monospace, monospace; }
        pre span { border-radius: 2px; }

        """;

    /// <summary>The page; the same attention gives the same bytes.</summary>
    /// <param name="file">The text's name.</param>
    /// <param name="run">The run's name.</param>
    /// <param name="config">The config, of a model of tokens.</param>
    /// <param name="attention">What was seen.</param>
    /// <param name="latents">How many latents of each cross-attend to show, at most.</param>
    public static string Of(string file, string run, PerceiverConfig config, TextAttention attention, int latents)
    {
        var style = Style + string.Concat(Enumerable.Range(1, Levels).Select(Ground));
        var source = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var pieces = TextTokens.Pieces((InputConfig.Tokens)config.Model.Input, config.Task, attention.Tokens).ToArray();
        var page = new StringBuilder();
        var title = WebUtility.HtmlEncode($"Where {run} looks in {file}");
        page.Append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" ")
            .Append(CultureInfo.InvariantCulture, $"content=\"default-src 'none'; style-src 'sha256-{source}'\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{title}</title>\n<style>{style}</style>\n<h1>{title}</h1>\n")
            .Append("<p>The deeper the ground, the more of that byte a latent reads; the deepest is its most. ")
            .Append("Mean over the heads.</p>\n");
        foreach (var stage in attention.Stages)
        {
            var shown = Math.Min(latents, stage.Latents);
            page.Append(
                CultureInfo.InvariantCulture,
                $"<h2>cross-attend {stage.Stage + 1} <small>{shown} of {stage.Latents} latents</small></h2>\n<main>\n"
            );
            Text(page, "mean of all latents", pieces, stage.Mean());
            for (var latent = 0; latent < shown; latent++)
            {
                Text(
                    page,
                    string.Create(CultureInfo.InvariantCulture, $"latent {latent + 1}"),
                    pieces,
                    stage.Of(latent)
                );
            }

            page.Append("</main>\n");
        }

        return page.Append("</html>\n").ToString();
    }

    private static void Text(StringBuilder page, string name, TextPiece[] pieces, float[] map)
    {
        float Read(TextPiece piece) => map.AsSpan(piece.First, piece.Count).ToArray().Sum();
        var best = pieces.MaxBy(Read);
        var most = Math.Max(Read(best), float.Epsilon);
        page.Append(
            CultureInfo.InvariantCulture,
            $"<section><h3>{name} <small>most at byte {best.First}: {Numbers.Percent(Read(best))}</small></h3>\n<pre>"
        );
        foreach (var piece in pieces)
        {
            // The root brings out what is less than the most.
            var level = (int)MathF.Round(MathF.Sqrt(Read(piece) / most) * Levels);
            var shown = WebUtility.HtmlEncode(piece.Shown);
            page.Append(
                level == 0
                    ? shown
                    : string.Create(CultureInfo.InvariantCulture, $"<span class=\"h{level}\">{shown}</span>")
            );
        }

        page.Append("</pre></section>\n");
    }

    private static string Ground(int level) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $".h{level} {{ background: rgb(var(--heat) / {0.8 * level / Levels:0.00}); }}\n"
        );
}
