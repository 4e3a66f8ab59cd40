using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// Where the latents look in two test examples, as pictures in the run folder: <c>attention/EXAMPLE/stage1-mean.png</c>
/// and one for each latent of each cross-attend.
/// </summary>
internal static partial class AttentionFiles
{
    private const int MostStages = 8;
    private const int MostLatents = 64;

    /// <summary>Writes the pictures of the surest and of the worst example, where the model reads images.</summary>
    public static void Write(
        RunFolder folder,
        ModelConfig model,
        Attender attender,
        PerceiverParameters parameters,
        ImageSet set,
        IReadOnlyList<ExamplePrediction> predictions
    )
    {
        if (model.Input is not InputConfig.Image)
        {
            return;
        }

        var sheet = new AttentionSheet(model);
        var (best, worst) = ExampleChoice.Of(predictions);
        foreach (var one in best.Take(1).Concat(worst.Take(1)))
        {
            var seen = attender.Of(parameters, set, one.Index);
            var path = PathOf(folder, one.Index);
            Directory.CreateDirectory(path);
            foreach (var stage in seen.Stages.Take(MostStages))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"stage{stage.Stage + 1}");
                Save(path, $"{name}-mean.png", sheet.Small(seen, stage.Mean()));
                for (var latent = 0; latent < Math.Min(MostLatents, stage.Latents); latent++)
                {
                    var number = string.Create(CultureInfo.InvariantCulture, $"latent{latent + 1:000}");
                    Save(path, $"{name}-{number}.png", sheet.Small(seen, stage.Of(latent)));
                }
            }
        }
    }

    /// <summary>The pictures of an example, stage by stage: the mean over the latents first, then latent by latent.</summary>
    public static ImmutableArray<ReportStage> Read(RunFolder folder, int index)
    {
        var path = PathOf(folder, index);
        return Directory.Exists(path)
            ?
            [
                .. Directory
                    .EnumerateFiles(path)
                    .Select(file => (File: file, Name: Names().Match(Path.GetFileName(file))))
                    .Where(file => file.Name.Success)
                    .GroupBy(file => Number(file.Name.Groups[1]))
                    .OrderBy(stage => stage.Key)
                    .Select(stage => new ReportStage(
                        stage.Key,
                        [
                            .. stage
                                .OrderBy(file => file.Name.Groups[2].Success ? Number(file.Name.Groups[2]) : 0)
                                .Select(file => DataUri.Png(file.File)),
                        ]
                    )),
            ]
            : [];
    }

    // Without the library that makes PNG files the run is as good; doctor says that it is missing.
    private static void Save(string folder, string name, DecodedImage picture) =>
        ImageEncoder.Png(picture).IfRight(png => File.WriteAllBytes(Path.Combine(folder, name), png));

    private static string PathOf(RunFolder folder, int index) =>
        Path.Combine(folder.Attention, index.ToString("00000", CultureInfo.InvariantCulture));

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^stage(\d{1,4})-(?:mean|latent(\d{1,4}))\.png$")]
    private static partial Regex Names();
}
