using System.CommandLine;
using System.Globalization;

namespace Perceiver.Cli;

/// <summary><c>perceiver bench</c>.</summary>
internal static class BenchVerb
{
    private const int WarmUp = 2;

    public static Verb Create(Surroundings surroundings)
    {
        var cases = Words("--cases", "keras,small", "Models: keras, small, paper.");
        var modes = Words("--modes", "train,forward", "What to time: train, forward.");
        var batch = CommonOptions.Whole("--batch", 1, 65_536, "Images per step (8).");
        var rounds = CommonOptions.Whole("--rounds", 1, 100_000, "Steps of each side (10).");
        var (threads, json) = (CommonOptions.Threads(), CommonOptions.Json());
        return new Verb(
            "bench",
            "Time steps of the same model here and in PyTorch, in turn; a ratio above 1 means that ours is faster.",
            ["perceiver bench", "perceiver bench --cases small --modes train --batch 64 --rounds 30 --json"],
            cases,
            modes,
            batch,
            threads,
            rounds,
            json
        ).Does(parsed =>
        {
            var names = Split("--cases", parsed.GetValue(cases)!, BenchCase.Names);
            var kinds = Split("--modes", parsed.GetValue(modes)!, BenchCase.Modes);
            var python = BenchProcess.FindPython(surroundings);
            var size = parsed.GetValue(batch) ?? 8;
            var count = parsed.GetValue(threads) ?? Environment.ProcessorCount;
            var steps = parsed.GetValue(rounds) ?? 10;
            var rows = new List<BenchRow>();
            foreach (var name in names)
            {
                foreach (var mode in kinds)
                {
                    rows.Add(Compare(python, (name, mode, size, count), steps));
                    surroundings.Error.WriteLine(Line(rows[^1]));
                }
            }

            if (parsed.GetValue(json))
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

    private static BenchRow Compare(string python, (string Case, string Mode, int Batch, int Threads) what, int rounds)
    {
        string[] arguments =
        [
            "--case",
            what.Case,
            "--mode",
            what.Mode,
            "--batch",
            what.Batch.ToString(CultureInfo.InvariantCulture),
            "--threads",
            what.Threads.ToString(CultureInfo.InvariantCulture),
        ];
        using var ours = BenchProcess.Ours(arguments);
        using var peer = BenchProcess.Peer(python, arguments);
        for (var i = 0; i < WarmUp; i++)
        {
            ours.Step();
            peer.Step();
        }

        // In turn, so that whatever else the machine does falls on both alike.
        var (mine, theirs) = (new List<StepFigures>(), new List<StepFigures>());
        for (var i = 0; i < rounds; i++)
        {
            mine.Add(ours.Step());
            theirs.Add(peer.Step());
        }

        return BenchRow.Of(what, (ours.Parameters, peer.Parameters), mine, theirs);
    }

    private static Option<string> Words(string name, string otherwise, string description) =>
        new(name)
        {
            Description = $"{description} ({otherwise})",
            HelpName = "a,b",
            DefaultValueFactory = _ => otherwise,
        };

    private static string[] Split(string option, string words, string[] known) =>
        [
            .. words
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(word => BenchCase.Check(option, word, known)),
        ];

    private static string Line(BenchRow row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Case} {row.Mode}: ours {row.OursMs:0.0} ms, PyTorch {row.PeerMs:0.0} ms, ratio {row.Ratio:0.00}"
        );

    private static void Write(TextWriter output, List<BenchRow> rows) =>
        TextTable.Write(
            output,
            [
                "case",
                "mode",
                "batch",
                "threads",
                "ours ms",
                "PyTorch ms",
                "ratio",
                "CPU ratio",
                "ours MiB",
                "PyTorch MiB",
            ],
            [
                .. rows.Select(row =>
                    (string[])
                        [
                            row.Case,
                            row.Mode,
                            Numbers.Count(row.Batch),
                            Numbers.Count(row.Threads),
                            Fixed(row.OursMs),
                            Fixed(row.PeerMs),
                            Fixed(row.Ratio),
                            Fixed(row.CpuRatio),
                            Numbers.Count((long)row.OursRssMb),
                            Numbers.Count((long)row.PeerRssMb),
                        ]
                ),
            ],
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9
        );

    private static string Fixed(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
