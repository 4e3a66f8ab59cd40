using System.CommandLine;
using System.Text;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary><c>perceiver preview</c>.</summary>
internal static class PreviewVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var config = new Argument<string>("CONFIG")
        {
            Description = "A shipped config's name, or the path of a YAML file.",
        };
        var output = new Option<string?>("--out")
        {
            Description = "The file to write (otherwise NAME-preview.png; of texts NAME-preview.html).",
            HelpName = "FILE",
        };
        var count = CommonOptions.Whole("--count", 1, 100, "How many examples to show (6).");
        var (data, set, seed) = (CommonOptions.Data(), CommonOptions.Set(), CommonOptions.Seed());
        return new Verb(
            "preview",
            "Show training examples as the config's augmentation changes them, in one picture; texts on one page.",
            ["perceiver preview cifar100", "perceiver preview my-model.yaml --count 12 --out sheet.png"],
            config,
            output,
            count,
            data,
            set,
            seed
        ).Does(parsed =>
        {
            var overrides = TrainVerb.Overrides(parsed.GetValue(set) ?? [], parsed.GetValue(seed));
            var model = new ConfigSource(surroundings.Error).Load(parsed.GetValue(config)!, overrides).Model;
            Engine.Current.Start(new EngineOptions(1));
            var splits = DataSets.Load(model.Config, new DataLocation(parsed.GetValue(data))).OrFail();
            if (splits.Train.Count == 0)
            {
                throw new CommandFailure("there are no training examples.");
            }

            var (kind, content, words) = Shown(model, splits, parsed.GetValue(count) ?? 6);
            var path = parsed.GetValue(output) ?? $"{model.Name}-preview.{kind}";
            Write(path, content);
            surroundings.Out.WriteLine($"{path}: {words}");
            return ExitCodes.Done;
        });
    }

    private static (string Kind, byte[] Content, string Words) Shown(ModelBuilder model, DataSplits splits, int count)
    {
        const string Rows = "each row is one example, first as it is, then as the first epochs show it";
        return splits.Train switch
        {
            ImageSet => ("png", ImageEncoder.Png(new Previewer(model.Config, splits).Sheet(count)).OrFail(), Rows),
            PointSet => ("png", ImageEncoder.Png(new PointPreviewer(model.Config, splits).Sheet(count)).OrFail(), Rows),
            VideoSet => (
                "png",
                ImageEncoder.Png(new VideoPreviewer(model.Config, splits).Sheet(count)).OrFail(),
                "each row is one example: both frames, then where each pixel goes (hue: which way, colour: how far)"
            ),
            ClipSet => (
                "png",
                ImageEncoder.Png(new ClipPreviewer(model.Config, splits).Sheet(count)).OrFail(),
                "each row is one clip: its frames, and below them its sound"
            ),
            _ => (
                "html",
                Encoding.UTF8.GetBytes(new TextPreviewer(model.Name, model.Config, splits).Page(count)),
                "texts as the first epochs show them, with what is masked"
            ),
        };
    }

    private static void Write(string path, byte[] content)
    {
        try
        {
            File.WriteAllBytes(path, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be written: {exception.Message}");
        }
    }
}
