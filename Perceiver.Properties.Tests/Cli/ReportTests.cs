using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Perceiver.Cli;
using Perceiver.Properties.Tests.Conventions;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>The page of a run: what is on it, and that nothing in a run folder can break it.</summary>
[Collection(CliCollection.Name)]
public sealed partial class ReportTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private TinyRun Tiny => trained.Tiny;

    [Fact]
    public void A_run_ends_with_its_page_and_report_makes_it_again()
    {
        var page = Path.Combine(trained.Run, "report.html");
        var first = File.ReadAllText(page);
        var copy = Tiny.Folder["again.html"];
        var result = Command.Run(Tiny, "report", "first", "--out", copy).ShouldSucceed();
        Assert.Equal((copy + Environment.NewLine, ""), (result.Out, result.Error));
        Assert.Equal(first, File.ReadAllText(copy));
    }

    [Fact]
    public void The_figures_are_those_of_the_run_folder()
    {
        var run = Data(Path.Combine(trained.Run, "report.html"));
        var rows = File.ReadAllLines(Path.Combine(trained.Run, "metrics.csv"))[1..].Select(row => row.Split(','));
        Assert.Equal(
            rows.Select(row => double.Parse(row[5], System.Globalization.CultureInfo.InvariantCulture)),
            Curve(run, "loss", "validation").Select(value => value!.Value)
        );
        Assert.Equal(3, Curve(run, "top1", "train").Length);
        using var eval = JsonDocument.Parse(Command.Run(Tiny, "eval", "first", "--json").ShouldSucceed().Out);
        Assert.Equal(eval.RootElement.GetRawText(), run.GetProperty("test").GetRawText());
        Assert.Equal(10, PredictionsFile.Read(Path.Combine(trained.Run, "predictions.csv")).Count);
        var shown = run.GetProperty("best")
            .EnumerateArray()
            .Concat(run.GetProperty("worst").EnumerateArray())
            .ToArray();
        Assert.NotEmpty(shown);
        Assert.All(shown, one => Assert.StartsWith("data:image/png;base64,", one.GetProperty("image").GetString()));
        // One stage, four latents and their mean, for the surest example and, where one is wrong, for the worst.
        var looked = shown.Select(one => one.GetProperty("attention")).Where(one => one.GetArrayLength() > 0).ToArray();
        Assert.Equal(
            new[] { "best", "worst" }.Count(kind => run.GetProperty(kind).GetArrayLength() > 0),
            looked.Length
        );
        Assert.All(
            looked,
            one => Assert.Equal(5, Assert.Single(one.EnumerateArray()).GetProperty("pictures").GetArrayLength())
        );
        var numbers = run.GetProperty("parameters").EnumerateArray().Sum(one => one.GetProperty("count").GetInt64());
        Assert.Equal(run.GetProperty("summary").GetProperty("parameters").GetInt64(), numbers);
        Assert.Equal(3, run.GetProperty("timings").GetArrayLength());
        Assert.Equal(1, run.GetProperty("environments").GetArrayLength());
        Assert.Empty(run.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public void A_page_holds_all_it_needs_and_lets_no_other_script_run()
    {
        var page = File.ReadAllText(Path.Combine(trained.Run, "report.html"));
        Assert.DoesNotMatch("(src|href)=\"(?!data:)", page);
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; img-src data:; style-src 'sha256-", policy);
        var scripts = Regex.Matches(page, "<script>(.*?)</script>", RegexOptions.Singleline);
        Assert.Equal(2, scripts.Count);
        Assert.All(
            scripts.Select(script => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script.Groups[1].Value))),
            hash => Assert.Contains(Convert.ToBase64String(hash), policy)
        );
    }

    [Fact]
    public void A_class_named_like_a_tag_stays_a_name()
    {
        const string Name = "<script>alert('{{data}}')<!--";
        using var tiny = new TinyRun();
        for (var i = 0; i < 8; i++)
        {
            tiny.Folder.Write($"squares/{Name}/{i}.png", File.ReadAllBytes(tiny.AnImage));
        }

        var run = tiny.Train("tags", "--set", "task.classes=3", "--set", "training.epochs=1");
        var page = Path.Combine(run, "report.html");
        Assert.Equal(Name, Data(page).GetProperty("test").GetProperty("classes")[0].GetString());
        var scripts = Tags(File.ReadAllText(page));
        Assert.Equal(Tags(File.ReadAllText(Path.Combine(trained.Run, "report.html"))), scripts);

        static int Tags(string text) => Regex.Count(text, "<(script|!--)");
    }

    [Fact]
    public void Several_runs_stand_on_one_page_with_what_differs()
    {
        var other = Tiny.Train("other-rate", "--seed", "7", "--set", "training.epochs=2");
        var page = Tiny.Folder["both.html"];
        Command.Run(Tiny, "report", trained.Run, other, trained.Run, "--out", page).ShouldSucceed();
        var runs = All(page).GetProperty("runs");
        Assert.Equal(["first", "other-rate"], runs.EnumerateArray().Select(run => run.GetProperty("name").GetString()));
        var settings = runs.EnumerateArray().Select(Settings).ToArray();
        Assert.Equal(
            ["training.epochs", "training.seed"],
            settings[0].Except(settings[1]).Select(one => one.Path).Order()
        );

        static ReportSetting[] Settings(JsonElement run) =>
            [
                .. run.GetProperty("settings")
                    .EnumerateArray()
                    .Select(one => new ReportSetting(
                        one.GetProperty("path").GetString()!,
                        one.GetProperty("value").GetString()!
                    )),
            ];
    }

    [Fact]
    public void What_happened_to_a_run_has_its_place()
    {
        var run = Tiny.Folder["parts"];
        Sessions.Start(Tiny, run, stopAt: 4);
        Sessions.Resume(Tiny, run, stopAt: 7);
        // As if the second part had been killed: it could not say how it ended.
        var history = Path.Combine(run, "history.jsonl");
        File.WriteAllLines(history, File.ReadAllLines(history)[..^1]);
        Sessions.Resume(Tiny, run);
        var events = Data(Path.Combine(run, "report.html")).GetProperty("events").EnumerateArray();
        Assert.Equal(
            [("interrupted", 4L), ("resumed", 4L), ("killed", 7L), ("resumed", 7L)],
            events.Select(one => (one.GetProperty("kind").GetString()!, one.GetProperty("step").GetInt64()))
        );
    }

    [Fact]
    public void The_third_party_script_is_the_published_one()
    {
        var folder = Path.Combine(Repository.Root, "Perceiver.Cli", "ThirdParty", "uPlot-1.6.32");
        var sums = Regex.Matches(File.ReadAllText(Path.Combine(folder, "README.md")), "`(uPlot[^`]*)` \\| (\\w{64})");
        Assert.Equal(2, sums.Count);
        Assert.All(
            sums,
            sum =>
                Assert.Equal(
                    sum.Groups[2].Value,
                    Convert.ToHexStringLower(
                        SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, sum.Groups[1].Value)))
                    )
                )
        );
    }

    internal static JsonElement All(string page)
    {
        var island = Regex.Match(File.ReadAllText(page), "id=\"data\">(.*?)</script>", RegexOptions.Singleline);
        return JsonElement.Parse(island.Groups[1].Value);
    }

    internal static JsonElement Data(string page) => All(page).GetProperty("runs")[0];

    internal static double?[] Curve(JsonElement run, string metric, string part) =>
        [
            .. run.GetProperty("curves")
                .EnumerateArray()
                .Single(one =>
                    one.GetProperty("metric").GetString() == metric && one.GetProperty("part").GetString() == part
                )
                .GetProperty("values")
                .EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble()),
        ];
}
