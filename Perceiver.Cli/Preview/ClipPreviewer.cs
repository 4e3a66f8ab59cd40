using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Training clips as a model sees them; nothing is changed about them.</summary>
/// <param name="config">The config, of clips.</param>
/// <param name="data">Its data.</param>
internal sealed class ClipPreviewer(PerceiverConfig config, DataSplits data)
{
    /// <summary>A row per clip. The words are its class.</summary>
    /// <param name="examples">How many, at most as many as there are.</param>
    public DecodedImage Sheet(int examples)
    {
        var clips = (ClipSet)data.Train;
        var key = RngKey.FromSeed(config.Training.Seed);
        var order = Batches.Order(key, 0, clips.Count)[..Math.Min(examples, clips.Count)];
        var pictures = order.Select(index => Drawn(clips, index)).ToArray();
        var sheet = new ContactSheet(pictures.Length, 1, pictures[0].Height, pictures[0].Width);
        for (var row = 0; row < pictures.Length; row++)
        {
            sheet.Put(row, 0, pictures[row], data.ClassNames[clips.Labels[order[row]]]);
        }

        return sheet.Image;
    }

    /// <summary>One clip.</summary>
    public static DecodedImage Drawn(ClipSet clips, int index) =>
        ClipDrawing.Of(
            clips.Size,
            [.. clips.FilmOf(index).ToArray().Select(pixel => (pixel - 127.5f) / 127.5f)],
            clips.SoundOf(index).ToArray()
        );
}
