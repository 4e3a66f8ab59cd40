using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using Google.Protobuf;
using Perceiver.Cli;
using Perceiver.Cli.EventFiles;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>
/// The event files of a run. They are read here by field numbers alone (event.proto and summary.proto of TensorBoard), not by
/// the classes that wrote them.
/// </summary>
[Collection(CliCollection.Name)]
public sealed class EventFileTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Checksums_are_masked_CRC_32C()
    {
        // The check value of CRC-32C in the catalogue of CRC algorithms.
        const uint Check = 0xE3069283;
        Assert.Equal(BitOperations.RotateRight(Check, 15) + 0xa282ead8, EventRecords.Checksum("123456789"u8));
    }

    [Property]
    public void What_is_left_of_a_cut_file_is_its_whole_records(NonNull<byte[]>[] contents, PositiveInt cut)
    {
        var records = contents.Select(content => EventRecords.ToBytes(content.Get)).ToArray();
        byte[] file = [.. records.SelectMany(record => record)];
        Assert.Equal(
            contents.Select(content => content.Get),
            EventRecords.Read(file).Select(one => one.Content.ToArray())
        );

        var length = cut.Get % (file.Length + 1);
        var ends = records.Select((_, i) => records.Take(i + 1).Sum(record => (long)record.Length)).ToArray();
        Assert.Equal(
            ends.Where(end => end <= length),
            EventRecords.Read(file.AsMemory(0, length)).Select(one => one.End)
        );
        if (length < file.Length)
        {
            // A damaged byte ends what can be read at its record.
            file[length] ^= 1;
            Assert.Equal(ends.Where(end => end <= length), EventRecords.Read(file).Select(one => one.End));
        }
    }

    [Fact]
    public void A_runs_events_are_the_figures_of_its_log()
    {
        var run = _tiny.Train("run", "--set", "training.epochs=12", "--quiet");
        var path = Assert.Single(EventLog.Files(new RunFolder(run)));
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(path));
        var events = Read(path);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.All(events, one => Assert.InRange(one.WallTime, 1.7e9, 1e11));
        var lines = File.ReadAllLines(Path.Combine(run, "metrics.jsonl")).Select(MetricLine.Parse).ToArray();
        Assert.Contains(lines, line => line.Kind == "step");
        Assert.Equal(lines.SelectMany(Points), events.Skip(1).SelectMany(one => one.Points));

        static IEnumerable<(long, string, float)> Points(MetricLine line) =>
            line.Figures.Select(figure => (line.Step, $"{figure.Metric}/{figure.Part}", (float)figure.Value!));
    }

    [Fact]
    public void A_resumed_run_says_nothing_twice_whatever_stood_behind_its_checkpoint()
    {
        string[] settings = ["--set", "training.epochs=12", "--quiet"];
        var whole = Points(_tiny.Train("whole", settings));
        var config = _tiny.Folder.Write(
            "longer.yaml",
            TinyRun.Config.Replace("epochs: 3", "epochs: 12", StringComparison.Ordinal)
        );
        var run = _tiny.Folder["parts"];
        Sessions.StartOther(_tiny, config, run, afterBatches: 13);
        var first = EventLog.Files(new RunFolder(run))[0];
        // Killed in the middle of a record, after lines that no checkpoint counts.
        var step = EventRecords.ToBytes(new Event { Step = 20, Summary = new Summary() }.ToByteArray());
        File.AppendAllText(Path.Combine(run, "metrics.jsonl"), "{\"kind\":\"step\",\"step\":20,\"loss\":1}\n");
        File.WriteAllBytes(first, [.. File.ReadAllBytes(first), .. step, .. step[..^3]]);
        Sessions.GoOn(_tiny, run);
        Assert.Equal(2, EventLog.Files(new RunFolder(run)).Count);
        Assert.Equal(whole, Points(run));

        static (long, string, float)[] Points(string run) =>
            [.. EventLog.Files(new RunFolder(run)).SelectMany(Read).SelectMany(one => one.Points)];
    }

    private sealed record Seen(
        double WallTime,
        string Version,
        IReadOnlyList<(long Step, string Tag, float Value)> Points
    );

    private static Seen[] Read(string path) =>
        [.. EventRecords.Read(File.ReadAllBytes(path)).Select(record => Decode(record.Content.ToArray()))];

    private static Seen Decode(byte[] content)
    {
        var (wallTime, step, version) = (0.0, 0L, "");
        var values = new List<(string Tag, float Value)>();
        var input = new CodedInputStream(content);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    wallTime = input.ReadDouble();
                    break;
                case 2:
                    step = input.ReadInt64();
                    break;
                case 3:
                    version = input.ReadString();
                    break;
                case 5:
                    values.AddRange(Values(input.ReadBytes().ToByteArray()));
                    break;
                default:
                    Assert.Fail($"field {WireFormat.GetTagFieldNumber(tag)} is none that was meant");
                    break;
            }
        }

        return new Seen(wallTime, version, [.. values.Select(one => (step, one.Tag, one.Value))]);
    }

    private static IEnumerable<(string Tag, float Value)> Values(byte[] summary)
    {
        var input = new CodedInputStream(summary);
        while (input.ReadTag() is var tag and not 0)
        {
            Assert.Equal(1, WireFormat.GetTagFieldNumber(tag));
            var (name, number) = ("", float.NaN);
            var value = new CodedInputStream(input.ReadBytes().ToByteArray());
            while (value.ReadTag() is var field and not 0)
            {
                if (WireFormat.GetTagFieldNumber(field) == 1)
                {
                    name = value.ReadString();
                }
                else
                {
                    Assert.Equal(2, WireFormat.GetTagFieldNumber(field));
                    number = value.ReadFloat();
                }
            }

            yield return (name, number);
        }
    }
}
