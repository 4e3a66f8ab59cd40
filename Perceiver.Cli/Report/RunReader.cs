using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>Reads a run folder for the page. What is missing or damaged leaves a gap and a warning.</summary>
/// <param name="folder">The run folder.</param>
internal sealed class RunReader(RunFolder folder)
{
    private const int MostPoints = 1500;

    private readonly List<string> _warnings = [];

    /// <exception cref="CommandFailure">No epoch has ended: there is nothing to show.</exception>
    public RunReport Read()
    {
        var metrics = MetricsReader.Read(folder.MetricsLines);
        _warnings.AddRange(metrics.Warnings);
        if (metrics.EpochSteps.Length == 0)
        {
            throw new CommandFailure(
                $"{folder.Path} has no finished epoch, so there is nothing to report yet. "
                    + $"To go on with the run: perceiver train --resume {folder.Path}"
            );
        }

        var start = RunLocator.Read(folder);
        if (start is { Program: var program } && Number(program) != Number(ProgramVersion.Current))
        {
            _warnings.Add(
                $"the run was made by version {Number(program)} and this is {Number(ProgramVersion.Current)}: what only one "
                    + "of them knows is not shown"
            );
        }

        var history = RunHistory.Read(folder);
        var test = Try(folder.Test, Evaluated);
        var (best, worst) = test is null ? (null, null) : Chosen();
        var config = File.ReadAllText(folder.CanonicalConfig);
        var compiled = Compile(config);
        return new RunReport(
            folder.Name,
            start,
            Try(folder.Summary, text => (JsonElement?)JsonElement.Parse(text)),
            compiled?.Hash,
            [.. metrics.Curves.Where(curve => IsShown(curve, metrics)).Select(curve => curve.Thinned(MostPoints))],
            metrics.EpochSteps,
            [.. EventReader.Of(history, metrics.Events)],
            [.. Timings()],
            [.. history.Select(line => line.Environment).OfType<RunEnvironment>().Distinct()],
            test,
            [.. Pictures(best, test)],
            [.. Pictures(worst, test)],
            [.. best is null ? Samples() : []],
            [.. compiled?.Config is { } model ? Parameters(model) : []],
            [.. SettingLines.Of(config)],
            config,
            [.. _warnings]
        );
    }

    // The learning rate stands at each epoch's end as well as at the steps.
    private static bool IsShown(Series curve, RunMetrics metrics) =>
        curve.Part != Series.Epoch
        || !metrics.Curves.Any(other => other.Metric == curve.Metric && other.Part == Series.Batch);

    // Without the commit that it was built from.
    private static string Number(string version) => version.Split('+', 2)[0];

    private Compiled? Compile(string config)
    {
        var compiled = ConfigCompiler.Compile(config);
        if (compiled.Config is null)
        {
            _warnings.Add("this version does not understand the run's config, so its parameters are not listed");
            return null;
        }

        return compiled;
    }

    private static IEnumerable<ReportParameter> Parameters(PerceiverConfig config) =>
        Shapes.Of(config).Select(spec => new ReportParameter(spec.Name, [.. spec.Shape], spec.Count));

    // A resumed run may say an epoch twice; the later word counts.
    private IEnumerable<JsonElement> Timings()
    {
        var lines = File.Exists(folder.Timings) ? File.ReadAllLines(folder.Timings) : [];
        return lines
            .Select(line => Parse(line, text => (JsonElement?)JsonElement.Parse(text)))
            .OfType<JsonElement>()
            .Where(line => line.TryGetProperty("epoch", out _))
            .GroupBy(line => line.GetProperty("epoch").GetInt32())
            .OrderBy(epoch => epoch.Key)
            .Select(epoch => epoch.Last());
    }

    private (IReadOnlyList<ExamplePrediction>? Best, IReadOnlyList<ExamplePrediction>? Worst) Chosen()
    {
        if (!File.Exists(folder.Predictions))
        {
            return (null, null);
        }

        var (best, worst) = ExampleChoice.Of(PredictionsFile.Read(folder.Predictions));
        return (best, worst);
    }

    // What the page asks of it is there; the rest is the task's.
    private static JsonElement? Evaluated(string text)
    {
        var test = JsonElement.Parse(text);
        var isWhole =
            test.ValueKind == JsonValueKind.Object
            && new[] { "classes", "per_class", "confusion", "baselines" }.All(name =>
                test.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            )
            && new[] { "split", "checkpoint", "examples", "step" }.All(name => test.TryGetProperty(name, out _));
        return isWhole ? test : throw new JsonException("It is no evaluation.");
    }

    private IEnumerable<string> Samples() =>
        Directory.Exists(folder.Examples)
            ? Directory.EnumerateFiles(folder.Examples, "*.png").Order(StringComparer.Ordinal).Select(DataUri.Png)
            : [];

    private IEnumerable<ReportExample> Pictures(IReadOnlyList<ExamplePrediction>? chosen, JsonElement? test)
    {
        if (chosen is null || test is not { } file)
        {
            return [];
        }

        string[] classes = [.. file.GetProperty("classes").EnumerateArray().Select(name => name.ToString())];
        return chosen
            .Where(one => one.Label < classes.Length && one.Predicted < classes.Length)
            .Where(one => File.Exists(TestFiles.Picture(folder, one.Index)))
            .Select(one => new ReportExample(
                one.Index,
                classes[one.Label],
                classes[one.Predicted],
                one.Confidence,
                one.LabelProbability,
                DataUri.Png(TestFiles.Picture(folder, one.Index)),
                AttentionFiles.Read(folder, one.Index)
            ));
    }

    private T? Try<T>(string path, Func<string, T> parse)
    {
        if (!File.Exists(path))
        {
            return default;
        }

        var value = Parse(File.ReadAllText(path), parse);
        if (value is null)
        {
            _warnings.Add($"{Path.GetFileName(path)} is damaged and left out");
        }

        return value;
    }

    private static T? Parse<T>(string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
