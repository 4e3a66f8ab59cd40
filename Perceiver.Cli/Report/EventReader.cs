using System.Globalization;

namespace Perceiver.Cli;

/// <summary>What happened to a run, from its history and from its steps that were not finite.</summary>
internal static class EventReader
{
    public static IEnumerable<RunEvent> Of(IReadOnlyList<HistoryLine> history, IEnumerable<RunEvent> nonFinite) =>
        history
            .SelectMany((line, index) => Of(line, index > 0 ? history[index - 1] : null))
            .Concat(nonFinite)
            .OrderBy(one => one.Step);

    private static IEnumerable<RunEvent> Of(HistoryLine line, HistoryLine? before)
    {
        // A part that was killed could not say so; the next part's first line shows it.
        if (line.Kind == HistoryLine.Resumed && before?.Kind is HistoryLine.Started or HistoryLine.Resumed)
        {
            yield return new RunEvent("killed", line.Step, null, "the process ended without a word, after this step");
        }

        var text = line.Kind switch
        {
            HistoryLine.Resumed => Resumed(line),
            HistoryLine.Interrupted => "by a signal; the state was saved",
            HistoryLine.Failed => line.Detail ?? "",
            _ => null,
        };
        if (text is not null)
        {
            yield return new RunEvent(line.Kind, line.Step, line.At, text);
        }
    }

    private static string Resumed(HistoryLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"from the checkpoint of step {line.Step}");
}
