namespace Perceiver.Config;

/// <summary>Rules on inputs, preprocessors and positions.</summary>
internal static class InputRules
{
    public static void Kinds(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Model.Input is InputConfig.Modalities)
        {
            Fits(config.Model.Preprocessor, "model.preprocessor", config.Model.Input, ["none"], places);
            Fits(config.Model.Positions, "model.positions", config.Model.Input, ["none"], places);
        }

        foreach (var part in ModelParts.Inputs(config.Model))
        {
            string[] fitting = part.Input switch
            {
                InputConfig.Image or InputConfig.Video => ["pixels", "patches", "conv"],
                InputConfig.Tokens => ["embedding", "one_hot"],
                InputConfig.Audio => ["audio_patches"],
                InputConfig.Points => ["points"],
                InputConfig.Array => ["pixels"],
                _ => ["one_hot"],
            };
            Fits(part.Preprocessor, part.PreprocessorPath, part.Input, fitting, places);
            if (part.Input is InputConfig.Label)
            {
                Fits(part.Positions, part.PositionsPath, part.Input, ["none", "learned"], places);
            }

            if (
                part is
                {
                    Input: InputConfig.Points,
                    Positions: PositionConfig.Learned or PositionConfig.Sinusoidal or PositionConfig.Random
                }
            )
            {
                places.Report(Rules.TableOfPoints, [$"{part.PositionsPath}.kind", part.PositionsPath]);
            }

            if (part is { Input: InputConfig.Array, Preprocessor: PreprocessorConfig.Pixels { Stride: > 1 } })
            {
                places.Report(Rules.NoEffect, [$"{part.PreprocessorPath}.stride"], "stride", "an array is taken whole");
            }
        }
    }

    /// <summary>Whether what is cut leaves something, and what it leaves out.</summary>
    public static void SomethingIsLeft(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Inputs(config.Model))
        {
            var path = part.PreprocessorPath;
            switch (part.Preprocessor)
            {
                case PreprocessorConfig.Patches patches when Frames(part.Input) is { } frames:
                    if (patches.Frames > frames)
                    {
                        places.Report(Rules.FramesPerPatch, [$"{path}.frames"], Text(patches.Frames), Text(frames));
                    }
                    else
                    {
                        Rest($"{path}.frames", frames, patches.Frames, "frames", places);
                    }

                    break;
                case PreprocessorConfig.AudioPatches pieces when part.Input is InputConfig.Audio audio:
                    if (pieces.Size > audio.Samples)
                    {
                        var what = $"piece of {Text(pieces.Size)} samples";
                        places.Report(
                            Rules.NothingLeft,
                            [$"{path}.size", path],
                            what,
                            $"{Text(audio.Samples)} samples"
                        );
                    }
                    else
                    {
                        Rest($"{path}.size", audio.Samples, pieces.Size, "samples", places);
                    }

                    break;
                case PreprocessorConfig.Points when part.Layout.Width == 0:
                    places.Report(
                        Rules.NothingLeft,
                        [$"{path}.coordinates", path],
                        "points preprocessor",
                        "bare points"
                    );
                    break;
                case PreprocessorConfig.Conv conv when Sides(part.Input) is var (height, width):
                    if (InputSizes.Along(Math.Min(height, width), conv) == 0)
                    {
                        string[] at = [$"{path}.layers", $"{path}.padding", $"{path}.kind", path];
                        places.Report(Rules.NothingLeft, at, "convolution", $"{Text(height)}x{Text(width)} pixels");
                    }

                    break;
            }
        }
    }

    /// <summary>The word of an input's kind.</summary>
    public static string Word(InputConfig input) => Words.Snake(input.GetType().Name);

    /// <summary>Whether everything that is cut leaves something, so that there are inputs to speak of.</summary>
    public static bool Fits(ModelConfig model) => ModelParts.Inputs(model).All(Fits);

    private static void Fits(object chosen, string path, InputConfig input, string[] fitting, PlaceFinder places)
    {
        var word = Words.Snake(chosen.GetType().Name);
        if (!fitting.Contains(word))
        {
            var what = path.Substring(path.LastIndexOf('.') + 1);
            var list = string.Join(" or ", fitting);
            places.Report(Rules.DoesNotFitInput, [$"{path}.kind", path], what, word, Word(input), list);
        }
    }

    private static void Rest(string path, int whole, int size, string unit, PlaceFinder places)
    {
        if (whole % size is > 0 and var rest)
        {
            places.Report(Rules.SamplesLeftOut, [path], $"{Text(size)} {unit}", Text(rest), Text(whole));
        }
    }

    private static int? Frames(InputConfig input) =>
        input switch
        {
            InputConfig.Image => 1,
            InputConfig.Video video => video.Frames,
            _ => null,
        };

    internal static bool Fits(InputPart part) => part.Layout is { Count: > 0 };

    internal static (int Height, int Width)? Sides(InputConfig input) =>
        input switch
        {
            InputConfig.Image image => (image.Height, image.Width),
            InputConfig.Video video => (video.Height, video.Width),
            _ => null,
        };

    private static string Text(int value) => NumberText.Format(value);
}
