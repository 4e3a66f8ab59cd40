using System.CommandLine;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary><c>perceiver eval</c>.</summary>
internal static class EvalVerb
{
    private static readonly string[] Splits = ["test", "validation"];

    public static Verb Create(Surroundings surroundings)
    {
        var run = new Argument<string>("RUN")
        {
            Description = "A run folder, or a config's name, which means its newest run.",
        };
        var split = new Option<string>("--split")
        {
            Description = "Which examples: test or validation.",
            HelpName = "test|validation",
            DefaultValueFactory = _ => "test",
        };
        var (data, threads, device) = (CommonOptions.Data(), CommonOptions.Threads(), CommonOptions.Device());
        var (checkpoint, json) = (CommonOptions.Checkpoint(), CommonOptions.Json());
        var size = CommonOptions.Size();
        return new Verb(
            "eval",
            "Measure the best weights of a run: top-1, top-5, loss, per class, confusion.",
            [
                "perceiver eval fashion-mnist",
                "perceiver eval runs/knee-small-20260101-120000 --split validation --json",
            ],
            run,
            split,
            data,
            threads,
            device,
            checkpoint,
            size,
            json
        ).Does(parsed =>
        {
            var part = parsed.GetValue(split)!;
            if (!Splits.Contains(part))
            {
                throw CommandFailure.Usage(
                    $"--split wants test or validation, not '{part}'.{UsageMistakes.DidYouMean(part, Splits)}"
                );
            }

            using var opened = OpenedRun.Open(
                surroundings,
                parsed.GetValue(run),
                parsed.GetValue(checkpoint),
                parsed.GetValue(threads),
                parsed.GetValue(device),
                parsed.GetValue(size)
            );
            var folder = parsed.GetValue(data) ?? RunLocator.Read(opened.Folder)?.Data;
            var splits = DataSets.Load(opened.Model.Config, new DataLocation(folder)).OrFail();
            var set = part == "test" ? splits.Test : splits.Validation;
            if (set.Count == 0)
            {
                throw new CommandFailure($"the config leaves no examples for {part}; data.split.{part} says how many.");
            }

            var evaluation = opened.Evaluator.Evaluate(opened.Parameters, set, _ => { }, () => false)!;
            var baselines = SimpleBaselines.Of(opened.Model.Config, splits, set);
            Write(surroundings, parsed.GetValue(json), opened, part, evaluation, splits.ClassNames, baselines);
            return ExitCodes.Done;
        });
    }

    private static void Write(
        Surroundings surroundings,
        bool json,
        OpenedRun opened,
        string part,
        Evaluation evaluation,
        EquatableArray<string> names,
        IReadOnlyList<Baseline> baselines
    )
    {
        var scores = evaluation.Scores;
        if (!json)
        {
            surroundings.Out.WriteLine($"{opened.Folder.Path}, checkpoint '{opened.Checkpoint}', step {opened.Step}");
            surroundings.Out.WriteLine($"{part}: {EvalText.OneLine(scores)}");
            foreach (var baseline in baselines)
            {
                surroundings.Out.WriteLine($"baseline, {baseline.Name}: {FigureText.Of(baseline.Figures)}");
            }

            EvalText.Write(surroundings.Out, evaluation, names);
            return;
        }

        var task = opened.Model.Config.Task;
        surroundings.Out.WriteLine(
            EvaluationJson.Of(opened.Folder, opened.Checkpoint, opened.Step, part, task, evaluation, names, baselines)
        );
    }
}
