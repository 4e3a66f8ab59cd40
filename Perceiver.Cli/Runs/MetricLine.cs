using System.Collections.Immutable;
using System.Text.Json;

namespace Perceiver.Cli;

/// <summary>A line of <c>metrics.jsonl</c>, without knowing which figures a task has: every number in it is one.</summary>
/// <param name="Kind">"step", "epoch" or "non_finite".</param>
/// <param name="Step">Updates done.</param>
/// <param name="Figures">What it tells.</param>
/// <param name="Text">What happened, in words, where the line tells no figures.</param>
internal sealed record MetricLine(string Kind, long Step, ImmutableArray<MetricFigure> Figures, string Text = "")
{
    private const string NonFinite = "non_finite";

    // Places and sizes, which are no figures.
    private static readonly string[] NoFigures = ["step", "epoch", "examples", "batch"];

    /// <exception cref="JsonException">The line is damaged.</exception>
    public static MetricLine Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            var kind = line.GetProperty("kind").GetString()!;
            var figures = ImmutableArray.CreateBuilder<MetricFigure>();
            if (kind == NonFinite)
            {
                var where = line.GetProperty("where").GetString();
                var action = line.GetProperty("action").GetString()!.Replace('_', ' ');
                figures.Add(new MetricFigure(NonFinite, Series.Batch, 1));
                return new(kind, line.GetProperty("step").GetInt64(), figures.ToImmutable(), $"{where}: {action}");
            }

            var isEpoch = kind == Series.Epoch;
            var row = isEpoch ? line.GetProperty("row") : line;
            Collect(row, isEpoch ? Series.Train : Series.Batch, figures);
            return new(kind, row.GetProperty("step").GetInt64(), figures.ToImmutable());
        }
        catch (Exception exception)
            when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("The line is none of the metrics log.", exception);
        }
    }

    private static void Collect(JsonElement figures, string part, ImmutableArray<MetricFigure>.Builder found)
    {
        foreach (var property in figures.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Collect(property.Value, property.Name, found);
            }
            else if (!NoFigures.Contains(property.Name) && Number(property.Value, out var value))
            {
                var prefix = part + "_";
                var isPart = property.Name.StartsWith(prefix, StringComparison.Ordinal);
                var inEpoch = part == Series.Train && !isPart;
                var name = isPart ? property.Name[prefix.Length..] : property.Name;
                found.Add(new MetricFigure(name, inEpoch ? Series.Epoch : part, value));
            }
        }
    }

    // What is not finite is written as a word.
    private static bool Number(JsonElement element, out double? value)
    {
        value = element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
        return value is not null || (element.ValueKind == JsonValueKind.String && IsNoNumber(element.GetString()!));
    }

    private static bool IsNoNumber(string word) => word is "NaN" or "Infinity" or "-Infinity";
}

/// <summary>A figure.</summary>
/// <param name="Metric">Which, as in <c>loss</c>.</param>
/// <param name="Part">Of what: <c>batch</c>, <c>train</c>, <c>epoch</c> or <c>validation</c>.</param>
/// <param name="Value">Its value; null where it is not finite.</param>
internal sealed record MetricFigure(string Metric, string Part, double? Value);
