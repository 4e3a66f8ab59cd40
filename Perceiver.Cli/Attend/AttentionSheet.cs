using System.Globalization;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Where latents look, as pictures (after figure 3 of 2103.03206).</summary>
/// <param name="model">The model; it says which pixels an input stands for.</param>
public sealed class AttentionSheet(ModelConfig model)
{
    private const int MostColumns = 14;

    private readonly IReadOnlyList<PixelBox> _boxes = InputBoxes.Of(model);

    /// <summary>
    /// One picture: for each cross-attend the image, the mean over its latents, and its first latents, in rows.
    /// </summary>
    /// <param name="attention">What was seen.</param>
    /// <param name="latents">How many latents to show, at most.</param>
    /// <param name="title">What stands below the image, such as the class.</param>
    public DecodedImage Draw(ImageAttention attention, int latents, string title)
    {
        var image = Heat.Enlarged(attention.Image);
        var cells = attention.Stages.Select(stage => Cells(attention, stage, image, latents, title)).ToArray();
        var columns = Math.Min(MostColumns, cells.Max(row => row.Count));
        var rows = cells.Select(row => (row.Count + columns - 1) / columns).ToArray();
        var sheet = new ContactSheet(rows.Sum(), columns, image.Height, image.Width);
        var top = 0;
        foreach (var (row, height) in cells.Zip(rows))
        {
            foreach (var (i, (picture, words)) in row.Index())
            {
                sheet.Put(top + (i / columns), i % columns, picture, words);
            }

            top += height;
        }

        return sheet.Image;
    }

    /// <summary>The map of one latent over the image, at the image's size or larger.</summary>
    public DecodedImage One(ImageAttention attention, int stage, int latent) =>
        Heat.Enlarged(Over(attention.Image, attention.Stages[stage].Of(latent)));

    /// <summary>A map over the image, at the image's own size.</summary>
    public DecodedImage Small(ImageAttention attention, IReadOnlyList<float> map) => Over(attention.Image, map);

    private List<(DecodedImage Picture, string[] Words)> Cells(
        ImageAttention attention,
        LatentMaps stage,
        DecodedImage image,
        int latents,
        string title
    )
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"stage {stage.Stage + 1}");
        var cells = new List<(DecodedImage, string[])>
        {
            (image, [name, title]),
            (Heat.Enlarged(Over(attention.Image, stage.Mean())), ["mean of", "all latents"]),
        };
        for (var latent = 0; latent < Math.Min(latents, stage.Latents); latent++)
        {
            var map = stage.Of(latent);
            var words = string.Create(CultureInfo.InvariantCulture, $"latent {latent + 1}");
            cells.Add((Heat.Enlarged(Over(attention.Image, map)), [words, $"max {Numbers.Percent(map.Max())}"]));
        }

        return cells;
    }

    private DecodedImage Over(DecodedImage image, IReadOnlyList<float> map) =>
        Heat.Over(image, InputBoxes.Spread(_boxes, map, image.Height, image.Width));
}
