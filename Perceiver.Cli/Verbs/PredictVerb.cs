using System.CommandLine;

namespace Perceiver.Cli;

/// <summary><c>perceiver predict</c>.</summary>
internal static class PredictVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description =
                "Images (PNG or JPEG, of any size; of a film at least two), points (.xyz, .csv), or texts with a [MASK] for each byte to find.",
            Arity = ArgumentArity.OneOrMore,
        };
        var run = new Option<string?>("--run")
        {
            Description = "A run folder, or a config's name for its newest run (otherwise the newest run of all).",
            HelpName = "RUN",
        };
        var top = CommonOptions.Whole("--top", 1, 1000, "How many classes to show (5).");
        var output = new Option<string?>("--out")
        {
            Description = "Where masks, reconstructions and flows go (otherwise the current folder).",
            HelpName = "DIR",
        };
        var (threads, device, json) = (CommonOptions.Threads(), CommonOptions.Device(), CommonOptions.Json());
        var checkpoint = CommonOptions.Checkpoint();
        var size = CommonOptions.Size();
        return new Verb(
            "predict",
            "Answer about files by the best weights of a run: classes, masks, missing bytes, reconstructions, motion.",
            ["perceiver predict shoe.png", "perceiver predict --run knee-small --top 2 scans/*.png --json"],
            run,
            files,
            top,
            output,
            threads,
            device,
            checkpoint,
            size,
            json
        ).Does(parsed =>
        {
            using var opened = OpenedRun.Open(
                surroundings,
                parsed.GetValue(run),
                parsed.GetValue(checkpoint),
                parsed.GetValue(threads),
                parsed.GetValue(device),
                parsed.GetValue(size)
            );
            var predictor = Predictor.Of(opened, parsed.GetValue(top) ?? 5, parsed.GetValue(output) ?? ".");
            var results = new List<(string File, FilePrediction Prediction)>();
            var failed = false;
            foreach (var (file, answer) in predictor.Predict(parsed.GetValue(files)!))
            {
                answer.Match(
                    Right: prediction => results.Add((file, prediction)),
                    Left: error =>
                    {
                        // The other files are still worth an answer.
                        surroundings.Error.WriteLine("perceiver: " + error.Message);
                        failed = true;
                    }
                );
            }

            Write(surroundings.Out, parsed.GetValue(json), results);
            return failed ? ExitCodes.Failed : ExitCodes.Done;
        });
    }

    private static void Write(
        TextWriter output,
        bool json,
        IReadOnlyList<(string File, FilePrediction Prediction)> results
    )
    {
        if (json)
        {
            output.WriteLine(Json.OneLine(results.Select(result => result.Prediction.Json)));
            return;
        }

        foreach (var (file, prediction) in results)
        {
            output.WriteLine(file);
            foreach (var line in prediction.Lines)
            {
                output.WriteLine(line);
            }
        }
    }
}
