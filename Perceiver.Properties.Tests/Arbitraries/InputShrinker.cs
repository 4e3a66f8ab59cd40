using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Models of smaller inputs, and of fewer and plainer modalities. What asks for them is made to fit.</summary>
internal static class InputShrinker
{
    public static IEnumerable<ModelConfig> Models(ModelConfig model) =>
        model.Input is InputConfig.Modalities several
            ? Several(model, several).Concat(Asked(model))
            : Inputs(model.Input).SelectMany(input => Fitted(model with { Input = input }));

    /// <summary>The same input, smaller in one way.</summary>
    private static IEnumerable<InputConfig> Inputs(InputConfig input) =>
        input switch
        {
            InputConfig.Image image =>
            [
                .. Smaller.Than(image.Height, 2).Select(height => image with { Height = height }),
                .. Smaller.Than(image.Width, 2).Select(width => image with { Width = width }),
            ],
            InputConfig.Video video =>
            [
                .. Smaller.Than(video.Frames, 1).Select(frames => video with { Frames = frames }),
                .. Smaller.Than(video.Height, 2).Select(height => video with { Height = height }),
                .. Smaller.Than(video.Width, 2).Select(width => video with { Width = width }),
            ],
            InputConfig.Tokens tokens =>
            [
                .. Smaller.Than(tokens.Length, 1).Select(length => tokens with { Length = length }),
                tokens with
                {
                    Padding = null,
                },
            ],
            InputConfig.Audio audio =>
            [
                .. Smaller.Than(audio.Samples, 1).Select(samples => audio with { Samples = samples }),
                audio with
                {
                    Channels = 1,
                },
            ],
            InputConfig.Points points =>
            [
                .. Smaller.Than(points.Count, 1).Select(count => points with { Count = count }),
                points with
                {
                    Features = 0,
                },
            ],
            InputConfig.Array { Axes.Count: > 1 } array => [array with { Axes = [.. array.Axes.Take(1)] }],
            InputConfig.Label label => Smaller
                .Than(label.Classes, 2)
                .Select(classes => label with { Classes = classes }),
            _ => [],
        };

    // Queries for each input or element are as many as there are now.
    private static IEnumerable<ModelConfig> Fitted(ModelConfig model)
    {
        yield return model;
        if (model.Decoder is DecoderConfig.Queries { Array: QueryConfig.Learned learned } queries)
        {
            foreach (var count in (long[])[InputLayout.Of(model).Count, InputSizes.ElementCount(model.Input)])
            {
                yield return model with
                {
                    Decoder = queries with { Array = learned with { Count = (int)count } },
                };
            }
        }
    }

    private static IEnumerable<ModelConfig> Several(ModelConfig model, InputConfig.Modalities several)
    {
        var decoder = model.Decoder as DecoderConfig.Modalities;
        foreach (var part in several.Parts.Where(_ => several.Parts.Count > 1))
        {
            yield return model with
            {
                Input = several with { Parts = [.. several.Parts.Where(one => one != part)] },
                Decoder = decoder is null
                    ? model.Decoder
                    : decoder with
                    {
                        Parts = [.. decoder.Parts.Where(one => one.Name != part.Name)],
                    },
            };
        }

        yield return model with
        {
            Input = several with { MinPadding = 0, Init = PlainParts.Init },
        };
        foreach (var part in several.Parts)
        {
            var plain = part with { Positions = new PositionConfig.None(), MaskProbability = null };
            foreach (var input in Inputs(part.Input).Prepend(part.Input))
            {
                yield return model with
                {
                    Input = several with
                    {
                        Parts = [.. several.Parts.Select(one => one == part ? plain with { Input = input } : one)],
                    },
                };
            }
        }
    }

    private static IEnumerable<ModelConfig> Asked(ModelConfig model)
    {
        if (model.Decoder is not DecoderConfig.Modalities several)
        {
            yield break;
        }

        foreach (var part in several.Parts)
        {
            if (several.Parts.Count > 1)
            {
                yield return model with
                {
                    Decoder = several with { Parts = [.. several.Parts.Where(one => one != part)] },
                };
            }

            var count = (int)QueryLayout.Of(part.Queries, model).Count;
            var plain = part with { Queries = new QueryConfig.Learned(count, 1, PlainParts.Init) };
            yield return model with
            {
                Decoder = several with
                {
                    Parts = [.. several.Parts.Select(one => one == part ? plain : one)],
                    MinPadding = 0,
                    Width = 1,
                },
            };
        }

        var width = (int)QueryLayout.Together(several, model).Width;
        yield return model with
        {
            Decoder = several with { CrossAttend = PlainParts.Block(PlainParts.Attention(1, width, width)) },
        };
    }
}
