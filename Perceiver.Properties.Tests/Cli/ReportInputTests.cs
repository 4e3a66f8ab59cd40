using System.Text.Json;
using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Run folders that are damaged, unfinished, another version's, or none.</summary>
[Collection(CliCollection.Name)]
public sealed class ReportInputTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void A_folder_without_a_run_is_refused() =>
        Report(_tiny.Folder.Path).ShouldFail(1, "is no run folder", "perceiver train");

    [Fact]
    public void A_name_without_a_run_is_refused() => Report("tinny").ShouldFail(2, "there is no run 'tinny'");

    [Fact]
    public void A_run_without_a_finished_epoch_has_nothing_to_show()
    {
        var run = _tiny.Folder["short"];
        Sessions.Start(_tiny, run, stopAt: 2);
        Assert.False(File.Exists(Path.Combine(run, "report.html")));
        Report(run).ShouldFail(1, "has no finished epoch", $"perceiver train --resume {run}");
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_said_so()
    {
        var run = Trained();
        Command
            .Run(_tiny, "report", run, "--out", _tiny.Folder["no/such/page.html"])
            .ShouldFail(1, "cannot be written", "--out FILE");
    }

    [Theory]
    [InlineData(1, "ends in the middle of line 3")]
    [InlineData(30, "ends in the middle of line 3")]
    public void A_cut_line_is_left_out_and_said(int cut, string said)
    {
        var run = Trained();
        var path = Path.Combine(run, "metrics.jsonl");
        var text = File.ReadAllText(path).TrimEnd('\n');
        File.WriteAllText(path, text[..^cut]);
        var result = Report(run).ShouldSucceed();
        Assert.Contains("warning", result.Error, StringComparison.Ordinal);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        var page = ReportTests.Data(Path.Combine(run, "report.html"));
        Assert.Equal(2, page.GetProperty("epoch_steps").GetArrayLength());
        Assert.Contains(said, page.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_elsewhere_leaves_a_gap_and_a_warning()
    {
        var run = Trained();
        var lines = File.ReadAllLines(Path.Combine(run, "metrics.jsonl"));
        File.WriteAllLines(Path.Combine(run, "metrics.jsonl"), [lines[0], "{\"kind\":7}", "[]", .. lines[1..]]);
        File.WriteAllText(Path.Combine(run, "test.json"), "{");
        File.WriteAllText(Path.Combine(run, "history.jsonl"), "{}\n");
        var error = Report(run).ShouldSucceed().Error;
        Assert.Contains("line 2 of metrics.jsonl is damaged", error, StringComparison.Ordinal);
        Assert.Contains("line 3 of metrics.jsonl is damaged", error, StringComparison.Ordinal);
        Assert.Contains("test.json is damaged", error, StringComparison.Ordinal);
        var page = ReportTests.Data(Path.Combine(run, "report.html"));
        Assert.Equal(3, page.GetProperty("epoch_steps").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("test").ValueKind);
        Assert.Equal(0, page.GetProperty("best").GetArrayLength());
    }

    [Fact]
    public void A_run_of_another_version_is_shown_as_far_as_it_is_understood()
    {
        var run = Trained();
        var start = Path.Combine(run, "run.json");
        File.WriteAllText(
            start,
            File.ReadAllText(start).Replace(ProgramVersion.Current, "9.9.9", StringComparison.Ordinal)
        );
        var config = Path.Combine(run, "config.canonical.yaml");
        File.WriteAllText(config, File.ReadAllText(config) + "novelty: 1\n");
        foreach (var file in new[] { "history.jsonl", "timings.jsonl", "test.json", "predictions.csv", "summary.json" })
        {
            File.Delete(Path.Combine(run, file));
        }

        var error = Report(run).ShouldSucceed().Error;
        Assert.Contains("was made by version 9.9.9 and this is", error, StringComparison.Ordinal);
        Assert.Contains("does not understand the run's config", error, StringComparison.Ordinal);
        var page = ReportTests.Data(Path.Combine(run, "report.html"));
        Assert.Equal(3, ReportTests.Curve(page, "loss", "validation").Length);
        Assert.Equal(0, page.GetProperty("parameters").GetArrayLength());
    }

    [Fact]
    public void Whatever_figures_a_log_holds_become_curves()
    {
        var path = _tiny.Folder.Write(
            "metrics.jsonl",
            """
            {"kind":"step","step":10,"epoch":1,"bits_per_byte":8.5,"learning_rate":0.1}
            {"kind":"non_finite","step":15,"epoch":1,"batch":15,"where":"the loss","action":"roll_back"}
            {"kind":"step","step":20,"epoch":1,"bits_per_byte":"NaN","learning_rate":0.2}
            {"kind":"epoch","row":{"epoch":1,"step":20,"learning_rate":0.2,"train_bits_per_byte":8,"validation":{"bits_per_byte":7.5,"examples":9}}}

            """
        );
        var metrics = MetricsReader.Read(path);
        Assert.Empty(metrics.Warnings);
        Assert.Equal(20L, Assert.Single(metrics.EpochSteps));
        Assert.Equal(new RunEvent("non_finite", 15, null, "the loss: roll back"), Assert.Single(metrics.Events));
        Assert.Equal(
            [
                "bits_per_byte batch 8.5 -",
                "bits_per_byte train 8",
                "bits_per_byte validation 7.5",
                "learning_rate batch 0.1 0.2",
                "learning_rate epoch 0.2",
            ],
            metrics.Curves.Select(curve => $"{curve.Metric} {curve.Part} {Values(curve)}").Order(StringComparer.Ordinal)
        );

        static string Values(Series curve) =>
            string.Join(' ', curve.Values.Select(value => value is { } number ? Numbers.Exact(number) : "-"));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 4)]
    [InlineData(1001, 100)]
    public void Thinned_curves_keep_their_ends_and_their_mean(int points, int most)
    {
        var curve = new Series(
            "loss",
            Series.Batch,
            [.. Enumerable.Range(1, points).Select(i => (long)i)],
            [.. Enumerable.Range(1, points).Select(i => (double?)i)]
        );
        var thin = curve.Thinned(most);
        Assert.InRange(thin.Steps.Length, 1, most);
        Assert.Equal(points, thin.Steps[^1]);
        Assert.Equal(thin.Steps.Length, thin.Values.Length);
        var each = (points + most - 1) / most;
        Assert.Equal((1 + each) / 2.0, thin.Values[0]);
        var gap = curve with { Values = curve.Values.SetItem(0, null) };
        Assert.Null(gap.Thinned(most).Values[0]);
    }

    private string Trained() => _tiny.Train("run", "--quiet");

    private Command.Result Report(string run) => Command.Run(_tiny, "report", run);
}
