using System.Globalization;
using System.Text;
using Perceiver.Cli.EventFiles;

namespace Perceiver.Cli;

/// <summary>
/// <c>metrics.csv</c>, <c>metrics.jsonl</c>, and the latter's figures as event files for TensorBoard. Resuming cuts all of
/// them back to the checkpoint, so that nothing stands twice.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    private const string Header =
        "epoch,step,learning_rate,train_loss,train_top1,validation_loss,validation_top1,validation_top5\n";

    private readonly FileStream _csv;
    private readonly FileStream _lines;
    private readonly EventLog _events;

    private MetricsLog(FileStream csv, FileStream lines, EventLog events) =>
        (_csv, _lines, _events) = (csv, lines, events);

    /// <summary>Bytes written to <c>metrics.csv</c>.</summary>
    public long CsvLength => _csv.Length;

    /// <summary>Bytes written to <c>metrics.jsonl</c>.</summary>
    public long LinesLength => _lines.Length;

    /// <summary>Opens both files at the place where the run stands.</summary>
    public static MetricsLog Open(RunFolder folder, Progress progress)
    {
        var csv = OpenAt(folder.MetricsCsv, progress.CsvLength);
        if (csv.Length < progress.CsvLength || csv.Length == 0)
        {
            // A new run, or the file was lost: the checkpoint knows its rows.
            csv.SetLength(0);
            Append(csv, Header + string.Concat(progress.Epochs.Select(Row)));
        }

        var lines = OpenAt(folder.MetricsLines, progress.LinesLength);
        var count = progress.LinesLength == 0 ? 0 : File.ReadLines(folder.MetricsLines).LongCount();
        return new MetricsLog(csv, lines, EventLog.Open(folder, count));
    }

    /// <summary>Notes a step.</summary>
    public void Step(StepLine line) => AddLine(Json.OneLine(line));

    /// <summary>Notes a step that was left out.</summary>
    public void NonFinite(NonFiniteLine line) => AddLine(Json.OneLine(line));

    /// <summary>Notes the end of an epoch in all files.</summary>
    public void Epoch(EpochRow row)
    {
        Append(_csv, Row(row));
        AddLine(Json.OneLine(new { Kind = "epoch", Row = row }));
    }

    /// <summary>Waits until all lines are on the disk; a checkpoint that counts them may be written then.</summary>
    public void Sync()
    {
        Written(_csv, DiskFiles.Sync);
        Written(_lines, DiskFiles.Sync);
        _events.Sync();
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

    private static string Row(EpochRow row)
    {
        var validation = row.Validation;
        string[] cells =
        [
            row.Epoch.ToString(CultureInfo.InvariantCulture),
            row.Step.ToString(CultureInfo.InvariantCulture),
            Numbers.Exact(row.LearningRate),
            Numbers.Exact(row.TrainLoss),
            Numbers.Exact(row.TrainTop1),
            validation is null ? "" : Numbers.Exact(validation.Loss),
            validation is null ? "" : Numbers.Exact(validation.Top1),
            validation is null ? "" : Numbers.Exact(validation.Top5),
        ];
        return string.Join(',', cells) + "\n";
    }
}
