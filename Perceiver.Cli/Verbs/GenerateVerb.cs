using System.CommandLine;
using System.Text;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary><c>perceiver generate</c>.</summary>
internal static class GenerateVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var run = new Argument<string>("RUN") { Description = "A run folder, or a config's name for its newest run." };
        var prompt = new Option<string>("--prompt")
        {
            Description = "The text to go on with.",
            HelpName = "TEXT",
            Required = true,
        };
        var tokens = CommonOptions.Whole("--tokens", 1, 1_000_000, "How many tokens to write (200).");
        var temperature = new Option<double?>("--temperature")
        {
            Description = "How freely tokens are drawn: 0 takes the best, 1 draws as the model says (1).",
            HelpName = "X",
        };
        var topK = CommonOptions.Whole("--top-k", 1, 1_000_000, "Draw from so many of the best only (all).");
        var topP = new Option<double?>("--top-p")
        {
            Description = "Draw only from the fewest that together have this probability (1).",
            HelpName = "X",
        };
        var latents = CommonOptions.Whole("--latents", 1, 1_000_000, "Latents at first (half of the model's).");
        var slide = CommonOptions.Whole("--slide", 1, 1_000_000, "Tokens by which full latents move at once (1).");
        var noCache = new Option<bool>("--no-cache")
        {
            Description = "Read everything anew for each token: the same text, slower.",
        };
        var (seed, threads, device) = (CommonOptions.Seed(), CommonOptions.Threads(), CommonOptions.Device());
        var json = CommonOptions.Json();
        return new Verb(
            "generate",
            "Go on with a text, byte by byte, by the best weights of an autoregressive run.",
            [
                "perceiver generate text-ar --prompt 'To be, or not'",
                "perceiver generate runs/a --prompt Once --tokens 500 --temperature 0.8 --top-p 0.9 --seed 7",
            ],
            run,
            prompt,
            tokens,
            temperature,
            topK,
            topP,
            latents,
            slide,
            noCache,
            seed,
            threads,
            device,
            json
        ).Does(parsed =>
        {
            using var opened = OpenedRun.Open(
                surroundings,
                parsed.GetValue(run),
                null,
                parsed.GetValue(threads),
                parsed.GetValue(device)
            );
            var sampling = new SamplingOptions(
                parsed.GetValue(temperature) ?? 1,
                parsed.GetValue(topK),
                parsed.GetValue(topP) ?? 1
            );
            var writer = new ByteWriter(opened.Model.Config, opened.Parameters);
            var start = parsed.GetValue(prompt)!;
            var asJson = parsed.GetValue(json);
            if (!asJson)
            {
                surroundings.Out.Write(start);
            }

            var text = new StringBuilder();
            var written = writer.Continue(
                start,
                parsed.GetValue(tokens) ?? 200,
                sampling,
                RngKey.FromSeed(parsed.GetValue(seed) ?? 0).Fold("generate"),
                parsed.GetValue(latents),
                parsed.GetValue(slide) ?? 1,
                !parsed.GetValue(noCache)
            );
            foreach (var piece in written)
            {
                text.Append(piece);
                if (!asJson)
                {
                    surroundings.Out.Write(piece);
                    surroundings.Out.Flush();
                }
            }

            surroundings.Out.WriteLine(asJson ? Json.OneLine(new Answer(start, text.ToString())) : "");
            return ExitCodes.Done;
        });
    }

    private sealed record Answer(string Prompt, string Text);
}
