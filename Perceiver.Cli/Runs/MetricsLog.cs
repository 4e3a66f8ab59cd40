using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Perceiver.Cli.EventFiles;

namespace Perceiver.Cli;

/// <summary>
/// <c>metrics.csv</c>, <c>metrics.jsonl</c>, and the latter's figures as event files for TensorBoard. Resuming cuts all of
/// them back to the checkpoint, so that nothing stands twice.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    private readonly FileStream _csv;
    private readonly FileStream _lines;
    private readonly EventLog _events;
    private readonly TaskFigures _figures;

    private MetricsLog(FileStream csv, FileStream lines, EventLog events, TaskFigures figures) =>
        (_csv, _lines, _events, _figures) = (csv, lines, events, figures);

    /// <summary>Bytes written to <c>metrics.csv</c>.</summary>
    public long CsvLength => _csv.Length;

    /// <summary>Bytes written to <c>metrics.jsonl</c>.</summary>
    public long LinesLength => _lines.Length;

    /// <summary>Opens both files at the place where the run stands.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="progress">Says how long they were when it was saved.</param>
    /// <param name="figures">What the task is judged by.</param>
    /// <param name="say">Is told where a file is shorter than that: the checkpoint is newer than its log.</param>
    internal static MetricsLog Open(
        RunFolder folder,
        Progress progress,
        TaskFigures figures,
        Action<string>? say = null
    )
    {
        var csv = OpenAt(folder.MetricsCsv, progress.CsvLength);
        if (csv.Length < progress.CsvLength || csv.Length == 0)
        {
            if (progress.CsvLength > 0)
            {
                say?.Invoke($"{folder.MetricsCsv} is older than the checkpoint or was cut: its rows are written anew.");
            }

            // A new run, or the file was lost: the checkpoint knows its rows.
            csv.SetLength(0);
            Append(csv, Header(figures) + string.Concat(progress.Epochs.Select(row => Row(figures, row))));
        }

        var lines = OpenAt(folder.MetricsLines, progress.LinesLength);
        if (lines.Length < progress.LinesLength)
        {
            var lost = progress.LinesLength - lines.Length;
            KeepWholeLines(folder.MetricsLines, lines);
            say?.Invoke(
                $"{folder.MetricsLines} is older than the checkpoint or was cut: {Numbers.Count(lost)} bytes of it are gone, "
                    + "and the curves will have a gap. Training goes on with the same bits; to have the lines back, copy the "
                    + "file from where it is whole before resuming."
            );
        }

        var count = progress.LinesLength == 0 ? 0 : File.ReadLines(folder.MetricsLines).LongCount();
        return new MetricsLog(csv, lines, EventLog.Open(folder, count), figures);
    }

    /// <summary>Notes a step.</summary>
    public void Step(StepLine line) => AddLine(Json.OneLine(Named(Json.Node(line), "share", "")));

    /// <summary>Notes a step that was left out.</summary>
    public void NonFinite(NonFiniteLine line) => AddLine(Json.OneLine(line));

    /// <summary>Notes the end of an epoch in all files.</summary>
    public void Epoch(EpochRow row)
    {
        Append(_csv, Row(_figures, row));
        var line = Json.Node(new { Kind = "epoch", Row = row });
        Named(line["row"]!.AsObject(), "train_share", "train_");
        AddLine(Json.OneLine(line));
    }

    /// <summary>Waits until all lines are on the disk; a checkpoint that counts them may be written then.</summary>
    public void Sync()
    {
        Written(_csv, DiskFiles.Sync);
        Written(_lines, DiskFiles.Sync);
        Written(_lines, _ => _events.Sync());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv.Dispose();
        _lines.Dispose();
        _events.Dispose();
    }

    private void AddLine(string line)
    {
        Append(_lines, line + "\n");
        _events.Add(line);
    }

    private static FileStream OpenAt(string path, long length)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.SetLength(Math.Min(stream.Length, length));
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    // Half a line at the end would make the next one unreadable too.
    private static void KeepWholeLines(string path, FileStream stream)
    {
        var end = File.ReadAllBytes(path).AsSpan(0, (int)stream.Length).LastIndexOf((byte)'\n') + 1;
        stream.SetLength(end);
        stream.Seek(0, SeekOrigin.End);
    }

    private static void Append(FileStream stream, string text) =>
        Written(stream, file => file.Write(Encoding.UTF8.GetBytes(text)));

    private static void Written(FileStream stream, Action<FileStream> write)
    {
        try
        {
            write(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                $"the metrics could not be written: {exception.Message.TrimEnd('.')}. The last checkpoint is kept. "
                    + $"Once there is room: perceiver train --resume {Path.GetDirectoryName(stream.Name)}"
            );
        }
    }

    // The share that is right has the name that the task gives it.
    private JsonObject Named(JsonObject line, string from, string prefix)
    {
        var share = line[from]?.DeepClone();
        line.Remove(from);
        if (_figures.Share is { } name)
        {
            line[prefix + name] = share;
        }

        return line;
    }

    // The columns follow the task.
    private static string Header(TaskFigures figures) =>
        string.Join(
            ',',
            (string[])
                [
                    "epoch",
                    "step",
                    "learning_rate",
                    "train_loss",
                    .. figures.Share is { } share ? (string[])[$"train_{share}"] : [],
                    "validation_loss",
                    .. figures.Names.Select(name => $"validation_{name}"),
                ]
        ) + "\n";

    private static string Row(TaskFigures figures, EpochRow row)
    {
        var validation = row.Validation;
        string[] cells =
        [
            row.Epoch.ToString(CultureInfo.InvariantCulture),
            row.Step.ToString(CultureInfo.InvariantCulture),
            Numbers.Exact(row.LearningRate),
            Numbers.Exact(row.TrainLoss),
            .. figures.Share is null ? (string[])[] : [Cell(row.TrainShare)],
            Cell(validation?.Loss),
            .. figures.Names.Select(name => Cell(validation?.Find(name))),
        ];
        return string.Join(',', cells) + "\n";
    }

    private static string Cell(double? number) => number is { } known ? Numbers.Exact(known) : "";
}
