using System.Collections.Immutable;
using System.Text;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>The runs of a sweep, the best first, then those without a figure in their order.</summary>
/// <param name="Settings">The settings that are varied.</param>
/// <param name="Rows">The runs.</param>
public sealed record SweepTable(ImmutableArray<string> Settings, ImmutableArray<SweepRow> Rows)
{
    /// <summary>Sorts the runs by the figure that the config monitors.</summary>
    public static SweepTable Of(TrainingConfig training, ImmutableArray<string> settings, IEnumerable<SweepRow> rows)
    {
        var sorted = rows.OrderBy(row => row.Value is null or double.NaN)
            .ThenBy(row =>
                row.Value is not { } value ? 0
                : Lowest(row) ? value
                : -value
            );
        return new(settings, [.. sorted]);

        bool Lowest(SweepRow row) => row.Validation is { } scores && Judgement.IsLoss(training, scores);
    }

    /// <summary>The best run that came to its end; null where none has.</summary>
    public SweepRow? Best => Rows.FirstOrDefault(row => row.Status == RunSummary.Finished && row.Value is not null);

    /// <summary>For people.</summary>
    public void Write(TextWriter output)
    {
        var monitor = Monitor;
        string[] numbers = ["epoch", "steps", "trained"];
        IReadOnlyList<string> header =
        [
            "",
            "run",
            .. Short(Settings),
            monitor is null ? "validation" : "validation " + FigureText.Words(monitor),
            .. numbers,
            "status",
        ];
        TextTable.Write(
            output,
            header,
            [.. Rows.Select((row, index) => Cells(row, index))],
            [0, .. Enumerable.Range(2, Settings.Length + 4)]
        );
    }

    /// <summary>For spreadsheets: a header and a line for each run.</summary>
    public string Csv()
    {
        var text = new StringBuilder();
        Line([
            "run",
            "status",
            .. Settings,
            Monitor is { } name ? $"validation_{name}" : "validation",
            "epoch",
            "steps",
            "seconds",
            "message",
        ]);
        foreach (var row in Rows)
        {
            Line([
                row.Run,
                row.Status,
                .. row.Values,
                row.Value is { } value ? Numbers.Exact(value) : "",
                NumberText.Format(row.Epoch),
                NumberText.Format(row.Steps),
                Numbers.Exact(row.Seconds),
                row.Message ?? "",
            ]);
        }

        return text.ToString();

        void Line(IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');
    }

    private string? Monitor => Rows.Select(row => row.Monitor).FirstOrDefault(name => name is not null);

    private static string[] Cells(SweepRow row, int index) =>
        [
            row.Value is null ? "" : NumberText.Format(index + 1),
            row.Run,
            .. row.Values,
            row.Value is { } value ? FigureText.Number(new Figure(row.Monitor!, value)) : "-",
            row.Epoch == 0 ? "-" : NumberText.Format(row.Epoch),
            Numbers.Count(row.Steps),
            Numbers.Duration(row.Seconds),
            row.Status,
        ];

    // The last word of a setting's path, where that says which.
    private static IEnumerable<string> Short(ImmutableArray<string> settings) =>
        settings.Select(path => settings.Count(other => Last(other) == Last(path)) == 1 ? Last(path) : path);

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text
            : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
