using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary><c>perceiver train</c>.</summary>
internal static class TrainVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var config = new Argument<string?>("CONFIG")
        {
            Description = "A shipped config's name, or the path of a YAML file.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var resume = new Option<string?>("--resume")
        {
            Description = "Go on with a run: its folder, or its config's name for the newest.",
            HelpName = "RUN",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The run folder to make (otherwise NAME-DATE-TIME in $PERCEIVER_RUNS or ./runs).",
            HelpName = "DIR",
        };
        var workers = CommonOptions.Workers();
        var quiet = new Option<bool>("--quiet") { Description = "Show no progress, only what came of it." };
        var (data, set, seed) = (CommonOptions.Data(), CommonOptions.Set(), CommonOptions.Seed());
        var (device, threads, json) = (CommonOptions.Device(), CommonOptions.Threads(), CommonOptions.Json());
        var verb = new Verb(
            "train",
            "Train a model and keep it in a run folder; the best weights are tested once at the end.",
            [
                "perceiver train fashion-mnist",
                "perceiver train my-model.yaml --set training.epochs=3 --set data.limit=1000",
                "perceiver train --resume fashion-mnist",
            ],
            config,
            resume,
            data,
            output,
            set,
            seed,
            device,
            threads,
            workers,
            quiet,
            json
        );
        return verb.Does(parsed =>
        {
            var (name, run) = (parsed.GetValue(config), parsed.GetValue(resume));
            var overrides = Overrides(parsed.GetValue(set) ?? [], parsed.GetValue(seed));
            Check(name, run, parsed.GetValue(output), overrides);
            var options = new TrainOptions(
                parsed.GetValue(data),
                parsed.GetValue(output),
                overrides,
                parsed.GetValue(device),
                parsed.GetValue(threads),
                parsed.GetValue(quiet),
                parsed.GetValue(json),
                Workers: parsed.GetValue(workers)
            );
            using var interruption = Interruption.OfProcess();
            var display = Displays.For(surroundings, options.Quiet, options.Json);
            var session = new TrainSession(surroundings, options, interruption, display, DiskFiles.Instance);
            var summary = run is not null ? session.Resume(run) : session.Start(name!);
            return Tell(surroundings, options, summary, interruption);
        });
    }

    internal static ImmutableArray<ConfigOverride> Overrides(string[] set, long? seed)
    {
        var overrides = set.Select(ConfigSource.Override).ToList();
        if (seed is { } number)
        {
            overrides.Add(new ConfigOverride("training.seed", number.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. overrides];
    }

    private static void Check(string? name, string? run, string? output, ImmutableArray<ConfigOverride> overrides)
    {
        if (name is null && run is null)
        {
            throw CommandFailure.Usage(
                $"train wants a config: {string.Join(", ", ShippedModels.Names)}, or the path of a YAML file; or --resume RUN."
            );
        }

        if (run is not null && (name is not null || output is not null || overrides.Length > 0))
        {
            throw CommandFailure.Usage(
                "--resume goes on with a run as it was begun: it takes no config, no --out, no --set and no --seed."
            );
        }
    }

    private static int Tell(
        Surroundings surroundings,
        TrainOptions options,
        RunSummary summary,
        Interruption interruption
    )
    {
        var people = options.Json ? surroundings.Error : surroundings.Out;
        if (options.Json)
        {
            surroundings.Out.WriteLine(Json.Pretty(summary));
        }

        if (summary.Status == RunSummary.Interrupted)
        {
            people.WriteLine(
                $"Interrupted; step {summary.Steps} is saved. To go on: perceiver train --resume {summary.Run}"
            );
            return interruption.ExitCode;
        }

        if (summary.Test is { } test)
        {
            people.WriteLine($"test: {EvalText.OneLine(test)}, weights of epoch {summary.BestEpoch}");
        }

        var waiting = summary.Waiting is { } share ? $", waiting for batches {Numbers.Percent(share)}" : "";
        people.WriteLine($"trained {Numbers.Duration(summary.Seconds)}{waiting}; run folder: {summary.Run}");
        return ExitCodes.Done;
    }
}
