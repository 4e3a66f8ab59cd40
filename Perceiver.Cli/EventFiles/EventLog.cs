using System.Globalization;
using Google.Protobuf;

namespace Perceiver.Cli.EventFiles;

/// <summary>
/// What stands in <c>metrics.jsonl</c>, line by line, as event files that TensorBoard reads. Each part of a run has a file
/// of its own; resuming cuts those before it back to the lines that count, so that no step stands twice. They carry the
/// clock's time, so they are no part of what a resumed run has in common with an uninterrupted one.
/// </summary>
internal sealed class EventLog : IDisposable
{
    private const string Stem = "events.out.tfevents.";
    private const string Version = "brain.Event:2";

    private readonly FileStream _file;

    private EventLog(FileStream file) => _file = file;

    /// <summary>Begins a file; of those before it as many events are kept as lines are.</summary>
    public static EventLog Open(RunFolder folder, long lines)
    {
        var before = Files(folder);
        foreach (var path in before)
        {
            lines -= Keep(path, lines);
        }

        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString("0000000000", CultureInfo.InvariantCulture);
        var part = (before.Count + 1).ToString("0000", CultureInfo.InvariantCulture);
        var file = new FileStream(
            Path.Combine(folder.Path, $"{Stem}{seconds}.perceiver.{part}"),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        var log = new EventLog(file);
        log.Write(new Event { FileVersion = Version });
        return log;
    }

    /// <summary>The event files of a run, the oldest first.</summary>
    public static IReadOnlyList<string> Files(RunFolder folder) =>
        [
            .. Directory
                .EnumerateFiles(folder.Path, Stem + "*")
                .OrderBy(path => path.Split('.')[^1], StringComparer.Ordinal),
        ];

    /// <summary>The events of a file, up to the first that is not whole.</summary>
    public static IEnumerable<(Event Event, long End)> Read(string path) =>
        EventRecords
            .Read(File.ReadAllBytes(path))
            .Select(record => (Event.Parser.ParseFrom(record.Content.Span), record.End));

    /// <summary>Notes the figures of a line of the metrics log as one event.</summary>
    public void Add(string line)
    {
        var metrics = MetricLine.Parse(line);
        var summary = new Summary();
        summary.Value.AddRange(
            metrics.Figures.Select(figure => new Summary.Types.Value
            {
                Tag = $"{figure.Metric}/{figure.Part}",
                SimpleValue = (float)(figure.Value ?? double.NaN),
            })
        );
        Write(new Event { Step = metrics.Step, Summary = summary });
    }

    /// <summary>Waits until all events are on the disk.</summary>
    /// <exception cref="IOException">They did not get there.</exception>
    public void Sync() => DiskFiles.Sync(_file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // One write for each record: a process that is killed leaves at most its last one cut.
    private void Write(Event one)
    {
        one.WallTime = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        _file.Write(EventRecords.ToBytes(one.ToByteArray()));
    }

    // How many events that stand for lines the file keeps.
    private static long Keep(string path, long most)
    {
        var (kept, end) = (0L, 0L);
        foreach (var (one, after) in Read(path))
        {
            if (one.Summary is not null && kept == most)
            {
                break;
            }

            kept += one.Summary is null ? 0 : 1;
            end = after;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.SetLength(end);
        return kept;
    }
}
