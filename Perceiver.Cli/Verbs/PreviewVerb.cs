using System.CommandLine;
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
            Description = "The PNG file to write (otherwise NAME-preview.png).",
            HelpName = "FILE",
        };
        var count = CommonOptions.Whole("--count", 1, 100, "How many examples to show (6).");
        var (data, set, seed) = (CommonOptions.Data(), CommonOptions.Set(), CommonOptions.Seed());
        return new Verb(
            "preview",
            "Show training examples as the config's augmentation changes them, in one picture.",
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
            if (splits.Train is not ImageSet)
            {
                throw new CommandFailure($"'{model.Name}' learns from no images: there is nothing to show.");
            }

            if (splits.Train.Count == 0)
            {
                throw new CommandFailure("there are no training examples.");
            }

            var sheet = new Previewer(model.Config, splits).Sheet(parsed.GetValue(count) ?? 6);
            var path = parsed.GetValue(output) ?? $"{model.Name}-preview.png";
            Write(path, ImageEncoder.Png(sheet).OrFail());
            surroundings.Out.WriteLine(
                $"{path}: each row is one example, first as it is, then as the first epochs show it"
            );
            return ExitCodes.Done;
        });
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
