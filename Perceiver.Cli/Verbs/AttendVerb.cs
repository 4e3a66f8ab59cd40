using System.CommandLine;
using System.Globalization;
using System.Text;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary><c>perceiver attend</c>.</summary>
internal static class AttendVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var run = new Argument<string>("RUN") { Description = "A run folder, or a config's name for its newest run." };
        var file = new Argument<string>("FILE")
        {
            Description = "What the model reads: an image (PNG or JPEG, of any size) or a text.",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The folder to write to (otherwise NAME-attention beside the current folder).",
            HelpName = "DIR",
        };
        var latents = CommonOptions.Whole("--latents", 1, 100_000, "How many latents to show (24).");
        var individual = new Option<bool>("--individual")
        {
            Description = "Write a picture for each latent of each stage, too.",
        };
        var (threads, device, json) = (CommonOptions.Threads(), CommonOptions.Device(), CommonOptions.Json());
        return new Verb(
            "attend",
            "Show where the latents of a run look: a map over the image or text for each latent of each cross-attend.",
            [
                "perceiver attend fashion-mnist shoe.png",
                "perceiver attend runs/a scan.png --individual --out maps",
                "perceiver attend text-mlm gap.txt",
            ],
            run,
            file,
            output,
            latents,
            individual,
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
            var path = parsed.GetValue(file)!;
            var folder = parsed.GetValue(output) ?? Path.GetFileNameWithoutExtension(path) + "-attention";
            var most = parsed.GetValue(latents) ?? 24;
            var made = opened.Model.Config.Model.Input switch
            {
                InputConfig.Image => Pictures(opened, path, most, parsed.GetValue(individual))
                    .Select(picture => (picture.Name, Content: ImageEncoder.Png(picture.Image).OrFail())),
                InputConfig.Tokens { Vocabulary: >= 256 } when parsed.GetValue(individual) =>
                    throw CommandFailure.Usage("--individual is for images; the page of a text shows each latent."),
                InputConfig.Tokens { Vocabulary: >= 256 } => [("attention.html", Page(opened, path, most))],
                _ => throw new CommandFailure(
                    "attend shows images and texts of bytes; the model of this run reads something else."
                ),
            };
            var files = made.Select(one => Write(folder, one.Name, one.Content)).ToArray();
            Report(surroundings.Out, parsed.GetValue(json), path, files);
            return ExitCodes.Done;
        });
    }

    private static IEnumerable<(string Name, DecodedImage Image)> Pictures(
        OpenedRun opened,
        string file,
        int latents,
        bool individual
    )
    {
        var set = DataSets.FromFiles(opened.Model.Config, [file]).OrFail();
        var attention = opened.Attender.Of(opened.Parameters, set, 0);
        var sheet = new AttentionSheet(opened.Model.Config.Model);
        yield return ("attention.png", sheet.Draw(attention, latents, Title(opened, attention)));
        if (!individual)
        {
            yield break;
        }

        for (var stage = 0; stage < attention.Stages.Count; stage++)
        {
            for (var latent = 0; latent < Math.Min(latents, attention.Stages[stage].Latents); latent++)
            {
                var name = string.Create(
                    CultureInfo.InvariantCulture,
                    $"stage{attention.Stages[stage].Stage + 1}-latent{latent + 1:000}.png"
                );
                yield return (name, sheet.One(attention, stage, latent));
            }
        }
    }

    private static byte[] Page(OpenedRun opened, string file, int latents)
    {
        var config = opened.Model.Config;
        var input = (InputConfig.Tokens)config.Model.Input;
        var tokens = TextTokens.Of(input, config.Task, TextFiles.Read(file).OrFail());
        if (tokens.Length == 0)
        {
            throw new CommandFailure($"{file} is empty; give a text of at least one byte.");
        }

        // A causal model goes on from the end of a text.
        if (tokens.Length > input.Length)
        {
            tokens = config.Model.Encoder.Causal
                ? tokens[^input.Length..]
                : throw new CommandFailure(
                    $"{file} has {tokens.Length} bytes and masks, but the model reads {input.Length}; shorten it."
                );
        }

        var attention = opened.Attender.OfText(opened.Parameters, tokens);
        var run = Path.GetFileName(opened.Folder.Path);
        return Encoding.UTF8.GetBytes(TextAttentionPage.Of(Path.GetFileName(file), run, config, attention, latents));
    }

    // What a classifier takes it for.
    private static string Title(OpenedRun opened, ImageAttention attention)
    {
        var best = attention.Output.Index().MaxBy(logit => logit.Item).Index;
        return best < opened.ClassNames.Count ? opened.ClassNames[best] : "";
    }

    private static string Write(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(path, content);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be written: {exception.Message}");
        }
    }

    private static void Report(TextWriter output, bool json, string file, string[] written)
    {
        if (json)
        {
            output.WriteLine(Json.OneLine(new Answer(file, written)));
            return;
        }

        output.WriteLine(
            written[0].EndsWith(".html", StringComparison.Ordinal)
                ? $"{written[0]}: for each cross-attend the mean, then latent by latent"
                : $"{written[0]}: a row for each cross-attend; the image, the mean, then latent by latent"
        );
        if (written.Length > 1)
        {
            output.WriteLine($"{written.Length - 1} pictures of single latents beside it");
        }
    }

    private sealed record Answer(string File, IReadOnlyList<string> Written);
}
