using System.Text.Json;

namespace Perceiver.Cli;

/// <summary>Reads <c>metrics.jsonl</c> as curves. A line that was cut or damaged is left out, and said.</summary>
internal sealed class MetricsReader
{
    private readonly Dictionary<(string Metric, string Part), (List<long> Steps, List<double?> Values)> _curves = [];
    private readonly List<RunEvent> _events = [];
    private readonly List<long> _epochSteps = [];
    private readonly List<string> _warnings = [];

    private MetricsReader() { }

    public static RunMetrics Read(string path)
    {
        var reader = new MetricsReader();
        if (File.Exists(path))
        {
            var lines = File.ReadAllText(path).Split('\n');
            foreach (var (index, line) in lines.Index().Where(line => line.Item.Length > 0))
            {
                reader.Add(line, index + 1, isLast: index == lines.Length - 1);
            }
        }

        var curves = reader._curves.Select(curve => new Series(
            curve.Key.Metric,
            curve.Key.Part,
            [.. curve.Value.Steps],
            [.. curve.Value.Values]
        ));
        return new RunMetrics([.. curves], [.. reader._events], [.. reader._epochSteps], [.. reader._warnings]);
    }

    private void Add(string text, int number, bool isLast)
    {
        try
        {
            Add(MetricLine.Parse(text));
        }
        catch (JsonException)
        {
            _warnings.Add(
                isLast
                    ? $"metrics.jsonl ends in the middle of line {number}, which is left out"
                    : $"line {number} of metrics.jsonl is damaged and left out"
            );
        }
    }

    private void Add(MetricLine line)
    {
        if (line.Text.Length > 0)
        {
            _events.Add(new RunEvent(line.Kind, line.Step, null, line.Text));
            return;
        }

        if (line.Kind == Series.Epoch)
        {
            _epochSteps.Add(line.Step);
        }

        foreach (var figure in line.Figures)
        {
            if (!_curves.TryGetValue((figure.Metric, figure.Part), out var curve))
            {
                _curves.Add((figure.Metric, figure.Part), curve = ([], []));
            }

            curve.Steps.Add(line.Step);
            curve.Values.Add(figure.Value);
        }
    }
}
