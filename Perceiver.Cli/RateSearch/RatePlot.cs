using System.Globalization;
using System.Net;
using System.Text;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>The losses of a search over its learning rates, which stand in powers of ten, as an SVG picture.</summary>
internal static class RatePlot
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Left = 64;
    private const int Right = 16;
    private const int Top = 56;
    private const int Bottom = 44;

    // Losses that are far above those that matter would press them together.
    private const double Tallest = 1.3;

    /// <summary>The picture: single losses, their moving mean, and what is suggested.</summary>
    public static string Of(string title, LearningRateSearch search)
    {
        var trials = search.Trials.Where(trial => double.IsFinite(trial.Loss)).ToArray();
        var (low, high) = Range(trials);
        var (first, last) = trials.Length > 1 ? (trials[0].Rate, trials[^1].Rate) : (1e-6, 1);
        var text = new StringBuilder();
        Line(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" "
                + $"aria-label=\"{WebUtility.HtmlEncode(title)}\">"
        );
        Line(SvgPlot.Style);
        Line($"<text class=\"title\" x=\"{Left}\" y=\"24\">{WebUtility.HtmlEncode(title)}</text>");
        foreach (var tick in Ticks.In(low, high, 5))
        {
            Line($"<path class=\"grid\" d=\"M{Left} {Y(tick)}H{Width - Right}\"/>");
            Line(
                $"<text x=\"{Left - 8}\" y=\"{Y(tick)}\" dy=\"4\" text-anchor=\"end\">{Ticks.Text(tick, false)}</text>"
            );
        }

        for (var power = (int)Math.Ceiling(Math.Log10(first)); power <= Math.Log10(last); power++)
        {
            var x = X(Math.Pow(10, power));
            Line($"<path class=\"grid\" d=\"M{x} {Top}V{Height - Bottom}\"/>");
            Line($"<text x=\"{x}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">1e{power}</text>");
        }

        Line($"<text x=\"{Width - Right}\" y=\"{Height - 8}\" text-anchor=\"end\">learning rate</text>");
        Line("<path class=\"line batch\" d=\"M64 40h22\"/><text x=\"92\" y=\"44\">batches</text>");
        Line("<path class=\"line train\" d=\"M184 40h22\"/><text x=\"212\" y=\"44\">moving mean</text>");
        Line($"<path class=\"line batch\" d=\"{Path(trial => trial.Loss)}\"/>");
        Line($"<path class=\"line train\" d=\"{Path(trial => trial.Smoothed)}\"/>");
        Mark(search.Steepest, "steepest", Top + 14);
        Mark(search.TenthOfLowest, "lowest / 10", Top + 30);
        Line("</svg>");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Mark(double? rate, string words, int y)
        {
            if (rate is { } known && known >= first && known <= last)
            {
                Line($"<path class=\"line validation\" d=\"M{X(known)} {Top}V{Height - Bottom}\"/>");
                Line($"<text x=\"{X(known)}\" dx=\"5\" y=\"{y}\">{words}: {Short(known)}</text>");
            }
        }

        string Path(Func<LearningRateTrial, double> value) =>
            "M" + string.Join('L', trials.Select(trial => $"{X(trial.Rate)} {Y(Math.Min(value(trial), high))}"));

        string X(double rate) =>
            Number(Left + (Math.Log(rate / first) / Math.Log(last / first) * (Width - Left - Right)));

        string Y(double loss) => Number(Height - Bottom - ((loss - low) / (high - low) * (Height - Top - Bottom)));
    }

    /// <summary>A learning rate in two digits, which is more than a search can tell.</summary>
    public static string Short(double rate) => rate.ToString("0.0e-0", CultureInfo.InvariantCulture);

    private static (double Low, double High) Range(LearningRateTrial[] trials)
    {
        if (trials.Length < 2)
        {
            return (0, 1);
        }

        var (low, start) = (trials.Min(trial => Math.Min(trial.Loss, trial.Smoothed)), trials[0].Smoothed);
        var high = Math.Min(trials.Max(trial => trial.Loss), low + (Tallest * Math.Max(start - low, 1e-9)));
        return (low, high > low ? high : low + 1);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
