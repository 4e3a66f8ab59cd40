using System.Globalization;
using System.Net;
using System.Text;

namespace Perceiver.Cli;

/// <summary>Curves over the steps of a run as an SVG picture, light or dark as its reader's system is.</summary>
internal sealed class SvgPlot
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Left = 64;
    private const int Right = 16;
    private const int Top = 56;
    private const int Bottom = 44;
    private const int MostDots = 40;

    internal const string Style = """
        <style>
        svg { background: #ffffff; font: 13px system-ui, sans-serif; }
        text { fill: #57606a; } .title { fill: #1f2328; font-weight: 600; font-size: 15px; }
        .grid { stroke: #d8dee4; } .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .batch { stroke: #e3b794; stroke-width: 1; } .train { stroke: #bc4c00; } .validation { stroke: #0969da; }
        circle.train { fill: #bc4c00; } circle.validation { fill: #0969da; }
        @media (prefers-color-scheme: dark) {
          svg { background: #0d1117; } text { fill: #9aa5b3; } .title { fill: #e6edf3; } .grid { stroke: #30363d; }
          .batch { stroke: #96684a; } .train { stroke: #f08a4b; } .validation { stroke: #5aa8ff; }
          circle.train { fill: #f08a4b; } circle.validation { fill: #5aa8ff; }
        }
        </style>
        """;

    private readonly StringBuilder _svg = new();
    private readonly (double Low, double High) _x;
    private readonly (double Low, double High) _y;

    private SvgPlot(IReadOnlyList<Series> curves)
    {
        _x = Range(curves.SelectMany(curve => curve.Steps.Select(step => (double)step)), 0);
        _y = Range(curves.SelectMany(curve => curve.Values).OfType<double>(), 0.05);
    }

    /// <summary>The picture.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="isFraction">Whether values are shown as per cent.</param>
    /// <param name="curves">At least one; each with its part's colour.</param>
    public static string Of(string title, bool isFraction, IReadOnlyList<Series> curves)
    {
        var plot = new SvgPlot(curves);
        plot.Line(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" "
                + $"aria-label=\"{WebUtility.HtmlEncode(title)}\">"
        );
        plot.Line(Style);
        plot.Line($"<text class=\"title\" x=\"{Left}\" y=\"24\">{WebUtility.HtmlEncode(title)}</text>");
        plot.Axes(isFraction);
        foreach (var (index, curve) in curves.Index())
        {
            plot.Legend(index, curve.Part);
            plot.Curve(curve);
        }

        plot.Line("</svg>");
        return plot._svg.ToString();
    }

    private void Axes(bool isFraction)
    {
        foreach (var tick in Ticks.In(_y.Low, _y.High, 5))
        {
            var y = Number(Y(tick));
            Line($"<path class=\"grid\" d=\"M{Left} {y}H{Width - Right}\"/>");
            Line(
                $"<text x=\"{Left - 8}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{Ticks.Text(tick, isFraction)}</text>"
            );
        }

        foreach (var tick in Ticks.In(_x.Low, _x.High, 6))
        {
            var x = Number(X(tick));
            Line($"<path class=\"grid\" d=\"M{x} {Top}V{Height - Bottom}\"/>");
            Line(
                $"<text x=\"{x}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Ticks.Text(tick, false)}</text>"
            );
        }

        Line($"<text x=\"{Width - Right}\" y=\"{Height - 8}\" text-anchor=\"end\">step</text>");
    }

    private void Legend(int index, string part)
    {
        var x = Left + (index * 120);
        Line($"<path class=\"line {part}\" d=\"M{x} 40h22\"/><text x=\"{x + 28}\" y=\"44\">{Words(part)}</text>");
    }

    private void Curve(Series curve)
    {
        var path = new StringBuilder();
        var isPenUp = true;
        foreach (var (step, value) in curve.Steps.Zip(curve.Values))
        {
            if (value is { } number)
            {
                path.Append(isPenUp ? 'M' : 'L').Append(Number(X(step))).Append(' ').Append(Number(Y(number)));
                if (curve.Part != Series.Batch && curve.Steps.Length <= MostDots)
                {
                    Line(
                        $"<circle class=\"{curve.Part}\" cx=\"{Number(X(step))}\" cy=\"{Number(Y(number))}\" r=\"3\"/>"
                    );
                }
            }

            // A value that is not finite leaves a gap.
            isPenUp = value is null;
        }

        Line($"<path class=\"line {curve.Part}\" d=\"{path}\"/>");
    }

    private static string Words(string part) =>
        part switch
        {
            Series.Batch => "batches",
            Series.Train => "training",
            _ => part,
        };

    private static (double Low, double High) Range(IEnumerable<double> values, double room)
    {
        var (low, high) = values.Aggregate(
            (Low: double.PositiveInfinity, High: double.NegativeInfinity),
            (range, value) => (Math.Min(range.Low, value), Math.Max(range.High, value))
        );
        if (low > high)
        {
            return (0, 1);
        }

        var margin = high > low ? (high - low) * room : Math.Max(Math.Abs(low), 1) * 0.1;
        return (low - margin, high + margin);
    }

    private double X(double value) => Left + ((value - _x.Low) / (_x.High - _x.Low) * (Width - Left - Right));

    private double Y(double value) =>
        Height - Bottom - ((value - _y.Low) / (_y.High - _y.Low) * (Height - Top - Bottom));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Line(string text) => _svg.Append(text).Append('\n');
}
