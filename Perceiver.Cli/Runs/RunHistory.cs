using System.Globalization;
using System.Text.Json;

namespace Perceiver.Cli;

/// <summary>Writes and reads <c>history.jsonl</c>.</summary>
internal static class RunHistory
{
    /// <summary>Now, as it stands in run folders.</summary>
    public static string Now => DateTime.Now.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static void Append(RunFolder folder, HistoryLine line)
    {
        try
        {
            File.AppendAllText(folder.History, Json.OneLine(line) + "\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On a full disk what is being told is worth more than its place in the history.
        }
    }

    /// <summary>The lines that can be read; none where the run was made before there were any.</summary>
    public static IReadOnlyList<HistoryLine> Read(RunFolder folder) =>
        File.Exists(folder.History) ? [.. File.ReadAllLines(folder.History).Select(Parse).OfType<HistoryLine>()] : [];

    private static HistoryLine? Parse(string line)
    {
        try
        {
            return Json.Read<HistoryLine>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
