using System.CommandLine;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary><c>perceiver lr-find</c>.</summary>
internal static class LrFindVerb
{
    private const double DefaultFrom = 1e-6;
    private const double DefaultTo = 1;
    private const int DefaultSteps = 100;

    public static Verb Create(Surroundings surroundings)
    {
        var config = new Argument<string>("CONFIG")
        {
            Description = "A shipped config's name, or the path of a YAML file.",
        };
        var from = CommonOptions.Positive("--from", "Learning rate of the first step (1e-6).");
        var to = CommonOptions.Positive("--to", "Learning rate of the last step (1).");
        var steps = CommonOptions.Whole("--steps", 20, 100_000, "Updates from the first to the last (100).");
        var output = new Option<string?>("--out")
        {
            Description = "The SVG file to write, with a CSV file beside it (otherwise NAME-lr-find.svg).",
            HelpName = "FILE",
        };
        var (data, set, seed) = (CommonOptions.Data(), CommonOptions.Set(), CommonOptions.Seed());
        var (device, threads, json) = (CommonOptions.Device(), CommonOptions.Threads(), CommonOptions.Json());
        return new Verb(
            "lr-find",
            "Find a learning rate: train with one that rises step by step, until the loss is lost.",
            ["perceiver lr-find fashion-mnist", "perceiver lr-find my-model.yaml --from 1e-5 --to 10 --steps 200"],
            [config, from, to, steps, output, data, set, seed, device, threads, json]
        ).Does(parsed =>
        {
            var ramp = new LearningRateRamp(
                parsed.GetValue(from) ?? DefaultFrom,
                parsed.GetValue(to) ?? DefaultTo,
                parsed.GetValue(steps) ?? DefaultSteps
            );
            if (ramp.From >= ramp.To)
            {
                throw CommandFailure.Usage($"--from {ramp.From} must be less than --to {ramp.To}: the rate rises.");
            }

            var overrides = TrainVerb.Overrides(parsed.GetValue(set) ?? [], parsed.GetValue(seed));
            var model = new ConfigSource(surroundings.Error).Load(parsed.GetValue(config)!, overrides).Model;
            using var machine = Machine.Start(model.Config, parsed.GetValue(threads), parsed.GetValue(device));
            var splits = DataSets.Load(model.Config, new DataLocation(parsed.GetValue(data))).OrFail();
            if (splits.Train.Count == 0)
            {
                throw new CommandFailure("there are no training examples.");
            }

            var people = parsed.GetValue(json) ? surroundings.Error : surroundings.Out;
            using var interruption = Interruption.OfProcess();
            var search = new RateFinder(model, splits, machine, surroundings.RunsFolder).Run(
                ramp,
                so => Progress(people, so, ramp.Steps),
                () => interruption.Requested
            );
            var picture = parsed.GetValue(output) ?? $"{model.Name}-lr-find.svg";
            var table = Path.ChangeExtension(picture, ".csv");
            File.WriteAllText(picture, RatePlot.Of($"Learning rates of {model.Name}", search));
            File.WriteAllText(table, RateSearchFile.Csv(search));
            if (parsed.GetValue(json))
            {
                surroundings.Out.WriteLine(Json.Pretty(RateSearchFile.Of(model.Name, search, picture, table)));
            }

            people.WriteLine($"{picture}, {table}");
            return interruption.Requested ? interruption.ExitCode : Tell(people, search, ramp);
        });
    }

    private static int Tell(TextWriter people, LearningRateSearch search, LearningRateRamp ramp)
    {
        var last = search.Trials[^1].Rate;
        if (search is not { Steepest: { } steepest, TenthOfLowest: { } tenth })
        {
            throw new CommandFailure(
                $"the loss fell nowhere between {RatePlot.Short(ramp.From)} and {RatePlot.Short(last)}; "
                    + "try a lower --from, a higher --to or more --steps."
            );
        }

        var end = search.HasDiverged
            ? $"the loss is lost at {RatePlot.Short(last)}"
            : $"it still held at {RatePlot.Short(last)}";
        people.WriteLine(
            $"steepest fall at {RatePlot.Short(steepest)}; a tenth of the lowest point's rate is {RatePlot.Short(tenth)}; {end}"
        );
        people.WriteLine($"suggestion: --set training.optimizer.learning_rate={RatePlot.Short(steepest)}");
        return ExitCodes.Done;
    }

    private static void Progress(TextWriter people, LearningRateSearch search, int steps)
    {
        var done = search.Trials.Length;
        if (done % Math.Max(1, steps / 10) == 0)
        {
            var last = search.Trials[^1];
            people.WriteLine(
                $"step {done}/{steps}  learning rate {RatePlot.Short(last.Rate)}  loss {Numbers.Loss(last.Smoothed)}"
            );
        }
    }
}
