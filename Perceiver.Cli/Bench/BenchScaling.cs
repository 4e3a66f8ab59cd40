using System.Globalization;

namespace Perceiver.Cli;

/// <summary>How a training step grows with the byte array, the latents and the batch.</summary>
/// <param name="Threads">Threads to compute on.</param>
/// <param name="Rounds">Counted steps of each size.</param>
internal sealed record BenchScaling(int Threads, int Rounds)
{
    /// <summary>What is made larger, and its sizes.</summary>
    public static readonly IReadOnlyList<(string What, int[] Sizes)> Series =
    [
        ("inputs", [32 * 32, 64 * 64, 128 * 128, 224 * 224]),
        ("latents", [64, 128, 256, 512, 1024]),
        ("batch", [1, 2, 8, 32, 128]),
    ];

    /// <summary>One series, a process for each size.</summary>
    public IEnumerable<ScalingRow> Run((string What, int[] Sizes) series)
    {
        ScalingRow? before = null;
        foreach (var size in series.Sizes)
        {
            using var ours = BenchProcess.Ours(Arguments(series.What, size));
            ours.WarmUp();
            var steps = Enumerable.Range(0, Rounds).Select(_ => ours.Step()).ToArray();
            var row = new ScalingRow(
                series.What,
                size,
                BenchRow.Median(steps.Select(step => step.Ms)),
                BenchRow.Median(steps.Select(step => step.CpuMs)),
                steps[^1].RssMb
            );
            yield return row = row with { TimeGrowth = row.Growth(before, one => one.CpuMs) };
            before = row;
        }
    }

    private string[] Arguments(string what, int size)
    {
        var side =
            what == "inputs" ? (int)Math.Sqrt(size)
            : what == "latents" ? 64
            : 32;
        var (latents, batch) = (what == "latents" ? size : 128, what == "batch" ? size : 4);
        string[] settings =
        [
            $"model.input.height={Text(side)}",
            $"model.input.width={Text(side)}",
            $"model.positions.max_resolution=[{Text(side)}]",
            $"model.latents.count={Text(latents)}",
        ];
        var shards = Math.Min(Threads, batch);
        return
        [
            "--case",
            "paper",
            "--batch",
            Text(batch),
            "--threads",
            Text(Threads),
            "--shards",
            Text(shards),
            .. settings.SelectMany(setting => (string[])["--set", setting]),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
