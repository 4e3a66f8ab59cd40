using System.CommandLine;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary><c>perceiver predict</c>.</summary>
internal static class PredictVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Images: PNG or JPEG, of any size.",
            Arity = ArgumentArity.OneOrMore,
        };
        var run = new Option<string?>("--run")
        {
            Description = "A run folder, or a config's name for its newest run (otherwise the newest run of all).",
            HelpName = "RUN",
        };
        var top = CommonOptions.Whole("--top", 1, 1000, "How many classes to show (5).");
        var (threads, device, json) = (CommonOptions.Threads(), CommonOptions.Device(), CommonOptions.Json());
        var checkpoint = CommonOptions.Checkpoint();
        return new Verb(
            "predict",
            "Say what images show, with probabilities, by the best weights of a run.",
            ["perceiver predict shoe.png", "perceiver predict --run knee-small --top 2 scans/*.png --json"],
            run,
            files,
            top,
            threads,
            device,
            checkpoint,
            json
        ).Does(parsed =>
        {
            using var opened = OpenedRun.Open(
                surroundings,
                parsed.GetValue(run),
                parsed.GetValue(checkpoint),
                parsed.GetValue(threads),
                parsed.GetValue(device)
            );
            var results = new List<Prediction>();
            var failed = false;
            foreach (var file in parsed.GetValue(files)!)
            {
                DataSets
                    .FromFiles(opened.Model.Config, [file])
                    .Match(
                        Right: image => results.Add(Predict(opened, file, image, parsed.GetValue(top) ?? 5)),
                        Left: error =>
                        {
                            // The other images are still worth an answer.
                            surroundings.Error.WriteLine("perceiver: " + error.Message);
                            failed = true;
                        }
                    );
            }

            Write(surroundings.Out, parsed.GetValue(json), results);
            return failed ? ExitCodes.Failed : ExitCodes.Done;
        });
    }

    private static Prediction Predict(OpenedRun opened, string file, ImageSet image, int top)
    {
        var probabilities = LogitMath.Probabilities(opened.Evaluator.Logits(opened.Parameters, image, [0]));
        var best = probabilities
            .Select((probability, label) => new LabelProbability(opened.ClassNames[label], probability))
            .OrderByDescending(guess => guess.Probability)
            .Take(top);
        return new Prediction(file, [.. best]);
    }

    private static void Write(TextWriter output, bool json, List<Prediction> results)
    {
        if (json)
        {
            output.WriteLine(Json.OneLine(results));
            return;
        }

        foreach (var result in results)
        {
            output.WriteLine(result.File);
            foreach (var guess in result.Predictions)
            {
                output.WriteLine($"  {Numbers.Percent(guess.Probability), 9}  {guess.Label}");
            }
        }
    }

    private sealed record LabelProbability(string Label, double Probability);

    private sealed record Prediction(string File, IReadOnlyList<LabelProbability> Predictions);
}
