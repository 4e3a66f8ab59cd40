using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>Reads what came of a sweep's run out of its folder.</summary>
internal static class SweepRows
{
    public static SweepRow Of(SweepFolder sweep, SweepEntry entry, PerceiverConfig config)
    {
        var folder = sweep.RunOf(entry);
        var last = RunHistory.Read(folder).LastOrDefault();
        var failed = last?.Kind == HistoryLine.Failed;
        var summary = failed ? null : Read(folder);
        var status =
            failed ? SweepRow.Failed
            : summary is not null ? summary.Status
            : last is null ? SweepRow.Waiting
            : RunSummary.Interrupted;
        var row = new SweepRow(entry.Name, status, entry.Values, Message: failed ? last!.Detail : null)
        {
            Steps = last?.Step ?? 0,
        };
        return summary is null
            ? row
            : row with
            {
                Monitor = summary.Validation is { } known ? Judgement.Name(config.Training, known) : null,
                Value = summary.Validation is { } scores ? Judgement.Figure(config.Training, scores) : null,
                Epoch = summary.BestEpoch,
                Steps = summary.Steps,
                Seconds = summary.Seconds,
                Validation = summary.Validation,
                Test = summary.Test,
            };
    }

    // A file that a killed process left cut says no more than one that is not there.
    private static RunSummary? Read(RunFolder folder)
    {
        try
        {
            return File.Exists(folder.Summary) ? Json.Read<RunSummary>(File.ReadAllText(folder.Summary)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
