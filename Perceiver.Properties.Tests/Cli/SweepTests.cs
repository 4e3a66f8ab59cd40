using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Perceiver.Cli;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Sweeps: ordinary runs under one folder, compared by their validation figure.</summary>
[Collection(CliCollection.Name)]
public sealed class SweepTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void A_grid_is_an_ordinary_run_for_each_combination_and_one_table()
    {
        var sweep = _tiny.Folder["sweep"];
        var result = Sweep(sweep, "--grid", "training.seed=0,7", "--grid", "training.batch_size=8,16").ShouldSucceed();
        string[] runs =
        [
            "1_seed=0_batch_size=8",
            "2_seed=0_batch_size=16",
            "3_seed=7_batch_size=8",
            "4_seed=7_batch_size=16",
        ];
        Assert.Equal(runs, Directory.GetDirectories(sweep, "?_*").Select(path => Path.GetFileName(path)).Order());
        var alone = _tiny.Train(
            "alone",
            "--set",
            "training.epochs=1",
            "--seed",
            "7",
            "--set",
            "training.batch_size=16"
        );
        foreach (var file in new[] { "metrics.jsonl", "checkpoints/best/parameters.safetensors" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(alone, file)),
                File.ReadAllBytes(Path.Combine(sweep, runs[3], file))
            );
        }

        var rows = File.ReadAllLines(Path.Combine(sweep, "results.csv"));
        Assert.Equal(
            "run,status,training.seed,training.batch_size,validation_top1,epoch,steps,seconds,message",
            rows[0]
        );
        Assert.Equal(runs, rows[1..].Select(row => row.Split(',')[0]).Order());
        Assert.Contains("validation top-1", result.Out);
        var page = File.ReadAllText(Path.Combine(sweep, "report.html"));
        Assert.All(runs, run => Assert.Contains($"\"name\":\"{run}\"", page));
    }

    [Theory]
    [InlineData("top1", true)]
    [InlineData("loss", false)]
    public void The_table_is_sorted_by_the_monitored_figure(string monitor, bool highest)
    {
        var sweep = _tiny.Folder["sweep"];
        var grid = "training.optimizer.learning_rate=0.0001,0.02,0.05,0.005";
        var result = Sweep(sweep, "--grid", grid, "--set", $"training.checkpoint.monitor={monitor}", "--json");
        using var json = JsonDocument.Parse(result.ShouldSucceed().Out);
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToArray();
        var values = rows.Select(row => row.GetProperty("value").GetDouble()).ToArray();
        Assert.Equal(highest ? values.OrderDescending() : values.Order(), values);
        Assert.Equal(4, rows.Length);
        Assert.Equal(
            rows[0].GetProperty("run").GetString(),
            json.RootElement.GetProperty("best").GetProperty("run").GetString()
        );
        foreach (var row in rows)
        {
            var summary = Path.Combine(sweep, row.GetProperty("run").GetString()!, "summary.json");
            using var own = JsonDocument.Parse(File.ReadAllText(summary));
            var validation = own.RootElement.GetProperty("validation");
            Assert.Equal(validation.GetProperty(monitor).GetDouble(), row.GetProperty("value").GetDouble());
        }
    }

    [Fact]
    public void The_test_examples_are_left_alone_unless_asked_and_then_only_the_best_run_sees_them()
    {
        var (blind, seen) = (_tiny.Folder["blind"], _tiny.Folder["seen"]);
        Sweep(blind, "--grid", "training.seed=1,2").ShouldSucceed();
        Assert.Empty(Directory.GetFiles(blind, "test.json", SearchOption.AllDirectories));
        var result = Sweep(seen, "--grid", "training.seed=1,2", "--test").ShouldSucceed();
        var tested = Assert.Single(Directory.GetFiles(seen, "test.json", SearchOption.AllDirectories));
        var best = File.ReadAllLines(Path.Combine(seen, "results.csv"))[1].Split(',')[0];
        Assert.Equal(best, Path.GetFileName(Path.GetDirectoryName(tested)));
        Assert.Contains($"weights of {best}", result.Out);
    }

    [Fact]
    public void All_findings_are_told_before_anything_runs()
    {
        var sweep = _tiny.Folder["never"];
        var result = Sweep(sweep, "--grid", "training.batch_size=8,0", "--grid", "model.latents.width=8,9");
        result.ShouldFail(2, "error PCV", "batch_size", "3 of the 4 combinations are no config; nothing was run.");
        Assert.False(Directory.Exists(sweep));
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Distinct(), lines);
    }

    [Fact]
    public void A_sweep_that_was_stopped_goes_on_to_the_same_bits_and_repeats_nothing()
    {
        string[] grid = ["training.seed=1,2,3"];
        var (whole, parts) = (_tiny.Folder["whole"], _tiny.Folder["parts"]);
        Session(null).Start(_tiny.ConfigPath, Options(whole, grid));
        // The fifth step is the second run's second.
        var first = Session(5).Start(_tiny.ConfigPath, Options(parts, grid));
        Assert.True(first.Interrupted);
        Assert.Equal(
            [RunSummary.Finished, RunSummary.Interrupted, SweepRow.Waiting],
            first.Table.Rows.OrderBy(row => row.Run).Select(row => row.Status)
        );
        var result = Command.Run(_tiny, "sweep", "--resume", parts, "--quiet").ShouldSucceed();
        Assert.Contains("table and page", result.Out);
        foreach (var path in Directory.GetDirectories(whole, "?_*"))
        {
            foreach (var file in new[] { "metrics.jsonl", "metrics.csv", "checkpoints/last/parameters.safetensors" })
            {
                var other = Path.Combine(parts, Path.GetFileName(path), file);
                Assert.Equal(File.ReadAllBytes(Path.Combine(path, file)), File.ReadAllBytes(other));
            }
        }

        Assert.Equal(["2", "4", "2"], Histories(parts));
        Command.Run(_tiny, "sweep", "--resume", parts).ShouldSucceed();
        Assert.Equal(["2", "4", "2"], Histories(parts));

        static string[] Histories(string sweep) =>
            [
                .. Directory
                    .GetDirectories(sweep, "?_*")
                    .Order()
                    .Select(run => File.ReadAllLines(Path.Combine(run, "history.jsonl")).Length)
                    .Select(count => count.ToString(CultureInfo.InvariantCulture)),
            ];
    }

    [Fact]
    public void A_run_that_goes_astray_does_not_stop_the_others()
    {
        const string Wild = "{ kind: adamw, learning_rate: 10, weight_decay: 1 }";
        string[] settings = ["--set", "training.schedule=constant", "--set", "training.epochs=25"];
        var sweep = _tiny.Folder["astray"];
        var grid = $"training.optimizer={Wild},{{ kind: adamw, learning_rate: 0.02 }}";
        var result = Sweep(sweep, ["--grid", grid, .. settings]).ShouldSucceed();
        Assert.Contains("went astray", result.Out);
        var rows = File.ReadAllLines(Path.Combine(sweep, "results.csv"));
        Assert.Matches("^2_optimizer=[^,]*0.02-*,finished,\"", rows[1]);
        Assert.Matches($"^1_optimizer=[^,]*,failed,\"{Wild}\",.*is not finite", rows[2]);
        Sweep(_tiny.Folder["lost"], ["--grid", $"training.optimizer={Wild}", .. settings]).ShouldFail(1);
    }

    [Fact]
    public void Drawn_runs_are_the_same_again_and_a_longer_sweep_begins_with_them()
    {
        SweepAxis[] axes =
        [
            SweepAxis.Between("a=1e-4:1e-2:log"),
            SweepAxis.Between("b=3:5"),
            SweepAxis.Between("c=-0.5:0.5"),
            SweepAxis.Grid("d=x, { kind: y, z: 1 },[1,2]"),
        ];
        var few = Texts(SweepPlan.Of(axes, 3, 7));
        var many = Texts(SweepPlan.Of(axes, 200, 7));
        Assert.Equal(few, many[..3]);
        Assert.NotEqual(few, Texts(SweepPlan.Of(axes, 3, 8)));
        Assert.All(many, run => Assert.InRange(Number(run[0]), 1e-4, 1e-2));
        // Half of a range of two powers of ten lies below the middle one.
        Assert.InRange(many.Count(run => Number(run[0]) < 1e-3), 70, 130);
        Assert.Equal(["3", "4", "5"], many.Select(run => run[1]).Distinct().Order());
        Assert.All(many, run => Assert.InRange(Number(run[2]), -0.5, 0.5));
        Assert.Equal(
            ["[1,2]", "x", "{ kind: y, z: 1 }"],
            many.Select(run => run[3]).Distinct().Order(StringComparer.Ordinal)
        );

        static string[][] Texts(ImmutableArray<ImmutableArray<ConfigOverride>> runs) =>
            [.. runs.Select(run => run.Select(one => one.Value).ToArray())];
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Combinations_that_are_the_same_config_are_run_once()
    {
        var sweep = _tiny.Folder["same"];
        var result = Sweep(sweep, "--grid", "training.seed=1,1.0,2");
        Assert.Contains("1 combinations make the same config", result.ShouldSucceed().Out);
        Assert.Equal(2, Directory.GetDirectories(sweep, "?_*").Length);
    }

    [Theory]
    [InlineData("sweep", "sweep wants a config")]
    [InlineData("sweep {config}", "a sweep wants something to vary")]
    [InlineData("sweep {config} --grid training.seed", "--grid wants key=value,value")]
    [InlineData("sweep {config} --grid training.seed=1,,2", "--grid wants key=value,value")]
    [InlineData("sweep {config} --range training.seed=1:5", "say with --random N")]
    [InlineData("sweep {config} --random 2 --range training.seed=5:1", "The first number is the smaller")]
    [InlineData("sweep {config} --random 2 --range training.seed=0:5:log", "A log range begins above 0")]
    [InlineData("sweep {config} --random 2 --range training.seed=a:b", "--range wants key=low:high")]
    [InlineData("sweep {config} --random 0 --grid training.seed=1", "--random wants a whole number from 1")]
    [InlineData("sweep {config} --grid training.seed=1 --grid training.seed=2", "is varied twice")]
    [InlineData("sweep {config} --grid training.seed=1 --set data.split.validation=0", "data.split.validation is 0")]
    [InlineData("sweep {config} --grid training.checkpoint.monitor=loss,top1", "compares one figure")]
    [InlineData("sweep --resume x --grid a=1", "--resume goes on with a sweep as it was begun")]
    public void Mistakes_are_named(string line, string words) =>
        Command
            .Run(_tiny, [.. line.Split(' ').Select(word => word == "{config}" ? _tiny.ConfigPath : word)])
            .ShouldFail(2, words);

    [Fact]
    public void A_folder_that_is_no_sweep_or_is_taken_is_named()
    {
        Command.Run(_tiny, "sweep", "--resume", _tiny.Folder.Path).ShouldFail(1, "has no sweep.json");
        Sweep(_tiny.Folder.Path, "--grid", "training.seed=1").ShouldFail(1, "is not empty", "sweep --resume");
        var sweep = _tiny.Folder["damaged"];
        _tiny.Folder.Write("damaged/sweep.json", "{");
        Command.Run(_tiny, "sweep", "--resume", sweep).ShouldFail(1, "sweep.json is damaged");
    }

    private Command.Result Sweep(string path, params string[] more) =>
        Command.Run(
            _tiny,
            [
                "sweep",
                _tiny.ConfigPath,
                "--data",
                _tiny.Folder.Path,
                "--out",
                path,
                "--set",
                "training.epochs=1",
                .. more,
            ]
        );

    private SweepOptions Options(string path, string[] grid) =>
        new(
            [.. grid.Select(SweepAxis.Grid)],
            null,
            0,
            [new ConfigOverride("training.epochs", "1")],
            false,
            new TrainOptions(_tiny.Folder.Path, path, [], null, 2, Quiet: true, Json: false)
        );

    // Stops after so many batches of all runs together.
    private SweepSession Session(int? afterBatches)
    {
        var interruption = new Interruption();
        var surroundings = new Surroundings(TextWriter.Null, TextWriter.Null, _ => null, false);
        return new SweepSession(
            surroundings,
            interruption,
            new StoppingDisplay(interruption, null, afterBatches),
            DiskFiles.Instance
        );
    }
}
