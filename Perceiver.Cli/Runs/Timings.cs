namespace Perceiver.Cli;

/// <summary><c>timings.jsonl</c>: what the clock said, apart from the metrics, which do not depend on it.</summary>
internal static class Timings
{
    public static void Append(RunFolder folder, int epoch, double seconds, double imagesPerSecond, double waiting) =>
        File.AppendAllText(
            folder.Timings,
            Json.OneLine(
                new
                {
                    Epoch = epoch,
                    Seconds = seconds,
                    ImagesPerSecond = imagesPerSecond,
                    Waiting = waiting,
                }
            ) + "\n"
        );
}
