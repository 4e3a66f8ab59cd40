using System.Collections.Immutable;
using System.Text.Json;

namespace Perceiver.Cli;

/// <summary>
/// Reads <c>metrics.jsonl</c> without knowing which figures a task has: whatever number stands in a step's or an epoch's
/// line becomes a curve. A line that was cut or damaged is left out, and said.
/// </summary>
internal sealed class MetricsReader
{
    // Places and sizes, which are no figures.
    private static readonly string[] NoFigures = ["step", "epoch", "examples"];

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

        return new RunMetrics(
            [
                .. reader._curves.Select(curve => new Series(
                    curve.Key.Metric,
                    curve.Key.Part,
                    [.. curve.Value.Steps],
                    [.. curve.Value.Values]
                )),
            ],
            [.. reader._events],
            [.. reader._epochSteps],
            [.. reader._warnings]
        );
    }

    private void Add(string text, int number, bool isLast)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            var kind = line.GetProperty("kind").GetString();
            if (kind == "epoch")
            {
                var row = line.GetProperty("row");
                var step = row.GetProperty("step").GetInt64();
                _epochSteps.Add(step);
                Figures(row, Series.Train, step);
            }
            else if (kind == "non_finite")
            {
                var where = line.GetProperty("where").GetString();
                var action = line.GetProperty("action").GetString()!.Replace('_', ' ');
                _events.Add(new RunEvent(kind, line.GetProperty("step").GetInt64(), null, $"{where}: {action}"));
            }
            else
            {
                Figures(line, Series.Batch, line.GetProperty("step").GetInt64());
            }
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _warnings.Add(
                isLast
                    ? $"metrics.jsonl ends in the middle of line {number}, which is left out"
                    : $"line {number} of metrics.jsonl is damaged and left out"
            );
        }
    }

    private void Figures(JsonElement figures, string part, long step)
    {
        foreach (var property in figures.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Figures(property.Value, property.Name, step);
            }
            else if (!NoFigures.Contains(property.Name) && Number(property.Value, out var value))
            {
                var prefix = part + "_";
                var isPart = property.Name.StartsWith(prefix, StringComparison.Ordinal);
                var inEpoch = part == Series.Train && !isPart;
                var name = isPart ? property.Name[prefix.Length..] : property.Name;
                Point(name, inEpoch ? Series.Epoch : part, step, value);
            }
        }
    }

    private void Point(string metric, string part, long step, double? value)
    {
        if (!_curves.TryGetValue((metric, part), out var curve))
        {
            _curves.Add((metric, part), curve = ([], []));
        }

        curve.Steps.Add(step);
        curve.Values.Add(value);
    }

    // What is not finite is written as a word.
    private static bool Number(JsonElement element, out double? value)
    {
        value = element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
        return value is not null || (element.ValueKind == JsonValueKind.String && IsNoNumber(element.GetString()!));
    }

    private static bool IsNoNumber(string word) => word is "NaN" or "Infinity" or "-Infinity";
}
