using System.CommandLine;
using System.Globalization;

namespace Perceiver.Cli;

/// <summary><c>perceiver bench</c>.</summary>
internal static class BenchVerb
{
    // Above this the machine's other work shows in the figures.
    private const double BusyShare = 0.05;

    public static Verb Create(Surroundings surroundings)
    {
        var cases = Words("--cases", "keras,small", "Models: keras, small, paper.");
        var modes = Words("--modes", "train,forward", "What to time: train, forward.");
        var batches = Words("--batch", "8", "Images per step, one or several numbers.");
        var threads = Words("--threads", "", "Processors of each side, one or several numbers (all of the machine's).");
        var rounds = CommonOptions.Whole("--rounds", 1, 100_000, "Steps of each side (10).");
        var scaling = new Option<bool>("--scaling")
        {
            Description =
                "Instead: how a training step of ours grows with inputs, latents and batch; needs no PyTorch.",
        };
        var json = CommonOptions.Json();
        return new Verb(
            "bench",
            "Time steps of the same model here and in PyTorch, in turn; a ratio above 1 means that ours is faster.",
            [
                "perceiver bench",
                "perceiver bench --cases small --modes train --batch 8,64 --threads 1,2 --rounds 30 --json",
                "perceiver bench --scaling",
            ],
            cases,
            modes,
            batches,
            threads,
            rounds,
            scaling,
            json
        ).Does(parsed =>
        {
            var all = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
            var names = Split("--cases", parsed.GetValue(cases)!, BenchCase.Names);
            var kinds = Split("--modes", parsed.GetValue(modes)!, BenchCase.Modes);
            var sizes = Counts("--batch", parsed.GetValue(batches)!, 65_536);
            var counts = Counts("--threads", parsed.GetValue(threads) is { Length: > 0 } given ? given : all, 1024);
            var isJson = parsed.GetValue(json);
            if (parsed.GetValue(scaling))
            {
                Scale(surroundings, new BenchScaling(counts[^1], parsed.GetValue(rounds) ?? 3), isJson);
                return ExitCodes.Done;
            }

            var comparison = new BenchComparison(BenchProcess.FindPython(surroundings), parsed.GetValue(rounds) ?? 10);
            var rows = new List<BenchRow>();
            foreach (var setting in Settings(names, kinds, sizes, counts))
            {
                rows.Add(comparison.Run(setting));
                surroundings.Error.WriteLine(Line(rows[^1]));
            }

            if (isJson)
            {
                surroundings.Out.WriteLine(Json.Pretty(rows));
            }
            else
            {
                Write(surroundings.Out, rows);
            }

            return ExitCodes.Done;
        });
    }

    private static IEnumerable<BenchSetting> Settings(string[] cases, string[] modes, int[] batches, int[] threads) =>
        from name in cases
        from mode in modes
        from batch in batches
        from count in threads
        select new BenchSetting(name, mode, batch, count);

    private static void Scale(Surroundings surroundings, BenchScaling scaling, bool isJson)
    {
        var rows = new List<ScalingRow>();
        foreach (var row in BenchScaling.Series.SelectMany(scaling.Run))
        {
            rows.Add(row);
            surroundings.Error.WriteLine($"{row.What} {Numbers.Count(row.Size)}: {Fixed(row.Ms, 0)} ms");
        }

        if (isJson)
        {
            surroundings.Out.WriteLine(Json.Pretty(rows));
            return;
        }

        TextTable.Write(
            surroundings.Out,
            ["larger", "size", "ms", "CPU ms", "MiB", "time ~ size^"],
            [
                .. rows.Select(row =>
                    (string[])
                        [
                            row.What,
                            Numbers.Count(row.Size),
                            Fixed(row.Ms, 0),
                            Fixed(row.CpuMs, 0),
                            Numbers.Count((long)row.RssMb),
                            row.TimeGrowth is { } growth ? Fixed(growth, 2) : "",
                        ]
                ),
            ],
            1,
            2,
            3,
            4,
            5
        );
    }

    private static Option<string> Words(string name, string otherwise, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "a,b",
            DefaultValueFactory = _ => otherwise,
        };

    private static string[] Split(string option, string words, string[] known) =>
        [.. Parts(words).Select(word => BenchCase.Check(option, word, known))];

    private static int[] Counts(string option, string words, int most) =>
        Parts(words) is { Length: > 0 } parts
            ? [.. parts.Select(word => Count(option, word, most))]
            : throw CommandFailure.Usage($"{option} wants whole numbers from 1 to {most}, for example 1,8.");

    private static int Count(string option, string word, int most) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count >= 1
        && count <= most
            ? count
            : throw CommandFailure.Usage($"{option} wants whole numbers from 1 to {most}, not '{word}'.");

    private static string[] Parts(string words) =>
        words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Line(BenchRow row)
    {
        var busy = row.Busy is > BusyShare and { } share
            ? $"; other programs took {Fixed(share * 100, 0)} % of the machine, so take these figures with care"
            : "";
        return $"{row.Case} {row.Mode}, batch {row.Batch}, threads {row.Threads}: ours {Fixed(row.OursMs, 1)} ms, "
            + $"PyTorch {Fixed(row.PeerMs, 1)} ms ({row.PeerThreads.Own} threads, BLAS {row.PeerThreads.Blas}), "
            + $"ratio {Fixed(row.Ratio, 2)}{busy}";
    }

    private static void Write(TextWriter output, List<BenchRow> rows)
    {
        string[] header =
        [
            "case",
            "mode",
            "batch",
            "threads",
            "ours ms",
            "PyTorch ms",
            "ratio",
            "CPU ratio",
            "of ceiling",
            "PyTorch's",
            "MiB",
            "PyTorch's",
            "memory",
            "busy",
        ];
        TextTable.Write(
            output,
            header,
            [
                .. rows.Select(row =>
                    (string[])
                        [
                            row.Case,
                            row.Mode,
                            Numbers.Count(row.Batch),
                            Numbers.Count(row.Threads),
                            Fixed(row.OursMs, 1),
                            Fixed(row.PeerMs, 1),
                            Fixed(row.Ratio, 2),
                            Fixed(row.CpuRatio, 2),
                            Fixed(row.OursOfCeiling, 2),
                            Fixed(row.PeerOfCeiling, 2),
                            Numbers.Count((long)row.OursRssMb),
                            Numbers.Count((long)row.PeerRssMb),
                            Fixed(row.MemoryRatio, 2),
                            row.Busy is { } busy ? $"{Fixed(busy * 100, 0)} %" : "?",
                        ]
                ),
            ],
            [.. Enumerable.Range(2, header.Length - 2)]
        );
        output.WriteLine();
        output.WriteLine(
            "ratio, CPU ratio: PyTorch's time over ours. of ceiling: the model's operations a second, as a share of what a "
        );
        output.WriteLine(
            "product of two 2,048 x 2,048 matrices reached in the same run. memory: our peak over PyTorch's. busy: other "
        );
        output.WriteLine("programs' share of the machine.");
    }

    private static string Fixed(double number, int digits) =>
        number.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
