using System.CommandLine;

namespace Perceiver.Cli;

/// <summary><c>perceiver sweep</c>.</summary>
internal static class SweepVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var config = new Argument<string?>("CONFIG")
        {
            Description = "A shipped config's name, or the path of a YAML file.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var grid = Many("--grid", "key=value,value", "Values of a setting; every combination is a run.");
        var range = Many("--range", "key=low:high[:log]", "Numbers that --random draws a setting from.");
        var random = CommonOptions.Whole(
            "--random",
            1,
            SweepPlan.Most,
            "Draw so many runs from the ranges and grids, instead of every combination."
        );
        var draw = CommonOptions.Whole("--sweep-seed", 0, int.MaxValue, "What --random draws with (0).");
        var resume = new Option<string?>("--resume")
        {
            Description = "Go on with a sweep: its folder. What is finished is not done again.",
            HelpName = "SWEEP",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The sweep's folder (otherwise NAME-sweep-DATE-TIME in $PERCEIVER_RUNS or ./runs).",
            HelpName = "DIR",
        };
        var test = new Option<bool>("--test") { Description = "Test the best run's weights, once, at the end." };
        var workers = CommonOptions.Workers();
        var quiet = new Option<bool>("--quiet") { Description = "Show no progress, only what came of it." };
        var (data, set, seed) = (CommonOptions.Data(), CommonOptions.Set(), CommonOptions.Seed());
        var (device, threads, json) = (CommonOptions.Device(), CommonOptions.Threads(), CommonOptions.Json());
        return new Verb(
            "sweep",
            "Train a config with several values of its settings and compare the runs by their validation figure.",
            [
                "perceiver sweep fashion-mnist --grid training.optimizer.learning_rate=0.001,0.002,0.004 --set training.epochs=2",
                "perceiver sweep my-model.yaml --random 10 --range training.optimizer.learning_rate=1e-4:1e-2:log --grid training.batch_size=64,128",
                "perceiver sweep --resume runs/fashion-mnist-sweep-20260101-120000",
            ],
            [
                config,
                grid,
                random,
                range,
                draw,
                resume,
                test,
                data,
                output,
                set,
                seed,
                device,
                threads,
                workers,
                quiet,
                json,
            ]
        ).Does(parsed =>
        {
            var (name, sweep) = (parsed.GetValue(config), parsed.GetValue(resume));
            var options = new SweepOptions(
                [
                    .. (parsed.GetValue(grid) ?? []).Select(SweepAxis.Grid),
                    .. (parsed.GetValue(range) ?? []).Select(SweepAxis.Between),
                ],
                parsed.GetValue(random),
                parsed.GetValue(draw) ?? 0,
                TrainVerb.Overrides(parsed.GetValue(set) ?? [], parsed.GetValue(seed)),
                parsed.GetValue(test),
                new TrainOptions(
                    parsed.GetValue(data),
                    parsed.GetValue(output),
                    [],
                    parsed.GetValue(device),
                    parsed.GetValue(threads),
                    parsed.GetValue(quiet),
                    parsed.GetValue(json),
                    Workers: parsed.GetValue(workers)
                )
            );
            Check(name, sweep, options);
            using var interruption = Interruption.OfProcess();
            var display = Displays.For(surroundings, options.Training.Quiet, options.Training.Json);
            var session = new SweepSession(surroundings, interruption, display, DiskFiles.Instance);
            var result = sweep is null ? session.Start(name!, options) : session.Resume(sweep, options.Training);
            Tell(surroundings, options.Training.Json, result);
            return result.Interrupted ? interruption.ExitCode
                : result.Table.Best is null ? ExitCodes.Failed
                : ExitCodes.Done;
        });
    }

    private static Option<string[]> Many(string name, string words, string description) =>
        new(name)
        {
            Description = description + " May be given several times.",
            HelpName = words,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };

    private static void Check(string? name, string? sweep, SweepOptions options)
    {
        if (name is null && sweep is null)
        {
            throw CommandFailure.Usage(
                $"sweep wants a config: {string.Join(", ", ShippedModels.Names)}, or the path of a YAML file; or --resume SWEEP."
            );
        }

        var asked =
            options.Axes.Length + options.Overrides.Length > 0
            || options is { Random: not null } or { Test: true } or { Training.Out: not null };
        if (sweep is not null && (name is not null || asked))
        {
            throw CommandFailure.Usage(
                "--resume goes on with a sweep as it was begun: it takes no config, no --grid, --random, --range, --set, "
                    + "--seed, --test and no --out."
            );
        }
    }

    private static void Tell(Surroundings surroundings, bool json, SweepResult result)
    {
        var people = json ? surroundings.Error : surroundings.Out;
        if (json)
        {
            var file = Json.Node(new { Sweep = result.Folder.Path });
            Json.Add(file, result.Table);
            surroundings.Out.WriteLine(Json.Pretty(file));
        }

        result.Table.Write(people);
        if (result.Interrupted)
        {
            people.WriteLine($"Interrupted. To go on: perceiver sweep --resume {result.Folder.Path}");
            return;
        }

        if (result.Table.Best is { Test: { } test } best)
        {
            people.WriteLine($"test: {EvalText.OneLine(test)}, weights of {best.Run}, epoch {best.Epoch}");
        }

        people.WriteLine($"table and page: {result.Folder.Table}, {result.Folder.Report}");
    }
}
