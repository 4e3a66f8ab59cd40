using LanguageExt;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>The first test clips, each above what the best weights made of it.</summary>
internal static class ClipPictures
{
    private const int Most = 8;

    /// <summary>Writes them.</summary>
    public static void Write(TrainingJob job, ClipSet clips, Evaluator evaluator, PerceiverParameters weights)
    {
        Directory.CreateDirectory(job.Folder.Examples);
        for (var i = 0; i < Math.Min(Most, clips.Count); i++)
        {
            var answers = evaluator.Answer(weights, clips, [i]);
            var (film, sound) = ClipReassembly.Of(job.Model.Config.Model, answers.Values);
            var answered = ClipDrawing.Of(clips.Size, film, sound);
            var picture = ClipDrawing.Below(ClipPreviewer.Drawn(clips, i), answered);

            // Without the library that makes PNG files the run is as good; doctor says that it is missing.
            ImageEncoder.Png(picture).IfRight(png => File.WriteAllBytes(TestFiles.Picture(job.Folder, i), png));
        }
    }
}
