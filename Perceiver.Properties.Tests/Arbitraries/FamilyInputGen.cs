using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Inputs of every kind, with preprocessors and positions that go with them.</summary>
internal static class FamilyInputGen
{
    public static readonly Gen<InputConfig> Tokens =
        from length in Gen.Choose(2, 6)
        from vocabulary in Gen.Choose(3, 9)
        from padding in ConfigGen.OrNull(Gen.Constant(0))
        select (InputConfig)new InputConfig.Tokens(length, vocabulary, padding);

    public static readonly Gen<InputConfig> Dense = Gen.OneOf(
        from height in Gen.Choose(2, 6)
        from width in Gen.Choose(2, 6)
        from channels in Gen.Choose(1, 3)
        select (InputConfig)new InputConfig.Image(height, width, channels),
        from frames in Gen.Choose(1, 3)
        from height in Gen.Choose(2, 4)
        from width in Gen.Choose(2, 4)
        from channels in Gen.Choose(1, 3)
        select (InputConfig)new InputConfig.Video(frames, height, width, channels),
        from samples in Gen.Choose(4, 12)
        from channels in Gen.Choose(1, 2)
        select (InputConfig)new InputConfig.Audio(samples, channels),
        from count in Gen.Choose(2, 6)
        from dimensions in Gen.Choose(1, 3)
        from features in Gen.Choose(0, 2)
        select (InputConfig)new InputConfig.Points(count, dimensions, features),
        from axes in Gen.Choose(1, 4).ListOf()
        from channels in Gen.Choose(1, 4)
        select (InputConfig)new InputConfig.Array([2, .. axes.Take(2)], channels),
        Tokens
    );

    public static readonly Gen<InputConfig> Any = Gen.OneOf(
        Dense,
        Gen.Choose(2, 5).Select(classes => (InputConfig)new InputConfig.Label(classes))
    );

    public static readonly Gen<int?> Width = ConfigGen.OrNull(Gen.Choose(1, 6));

    /// <summary>One of several inputs.</summary>
    public static Gen<ModalityConfig> Modality(string name) =>
        from input in Any
        from preprocessor in Preprocessor(input)
        from positions in Positions(input, preprocessor)
        from mask in ConfigGen.OrNull(Gen.Elements(0, 0.5, 1))
        select new ModalityConfig(name, input, preprocessor, positions, mask);

    public static Gen<PreprocessorConfig> Preprocessor(InputConfig input) =>
        input switch
        {
            InputConfig.Tokens => Gen.OneOf(
                from width in Gen.Choose(1, 6)
                from init in ModelGen.Init
                select (PreprocessorConfig)new PreprocessorConfig.Embedding(width, init),
                Width.Select(width => (PreprocessorConfig)new PreprocessorConfig.OneHot(width))
            ),
            InputConfig.Label => Width.Select(width => (PreprocessorConfig)new PreprocessorConfig.OneHot(width)),
            InputConfig.Audio => from size in Gen.Choose(1, 4)
            from width in Width
            select (PreprocessorConfig)new PreprocessorConfig.AudioPatches(size, width),
            InputConfig.Points points => from coordinates in ConfigGen.Bool
            from width in Width
            select (PreprocessorConfig)new PreprocessorConfig.Points(coordinates || points.Features == 0, width),
            InputConfig.Array => Width.Select(width => (PreprocessorConfig)new PreprocessorConfig.Pixels(1, width)),
            InputConfig.Video video => Pictures(Math.Min(video.Height, video.Width), video.Frames),
            InputConfig.Image image => Pictures(Math.Min(image.Height, image.Width), 1),
            _ => Gen.Constant((PreprocessorConfig)new PreprocessorConfig.None()),
        };

    public static Gen<PositionConfig> Positions(InputConfig input, PreprocessorConfig preprocessor)
    {
        var layout = InputLayout.Of(input, preprocessor, new PositionConfig.None());
        var tables = Gen.OneOf(
            Gen.Constant((PositionConfig)new PositionConfig.None()),
            ModelGen.Init.Select(init =>
                (PositionConfig)new PositionConfig.Learned(PositionCombine.Add, null, null, init)
            ),
            from width in Width
            from init in ModelGen.Init
            select (PositionConfig)new PositionConfig.Learned(PositionCombine.Add, width, layout.ContentWidth, init),
            from width in Gen.Choose(1, 4)
            from projection in Width
            from init in ModelGen.Init
            select (PositionConfig)new PositionConfig.Learned(PositionCombine.Concat, width, projection, init)
        );
        return input is InputConfig.Label
            ? tables
            : Gen.OneOf(
                tables,
                from code in Fourier(layout.Axes, input is InputConfig.Points)
                from combine in ConfigGen.Word<PositionCombine>()
                from projection in Width
                select (PositionConfig)
                    new PositionConfig.Fourier(code, combine, combine == PositionCombine.Add ? null : projection)
            );
    }

    public static Gen<FourierConfig> Fourier(int axes, bool needsResolution = false) =>
        from bands in Gen.Choose(1, 3)
        from resolutions in Gen.Elements([.. needsResolution ? (int[])[] : [0], 1, axes])
        from resolution in Gen.Elements(1, 2.5, 6)
        from positions in ConfigGen.Bool
        from cosines in ConfigGen.Bool
        from order in ConfigGen.Word<FourierOrder>()
        select new FourierConfig(
            bands,
            Enumerable.Repeat(resolution, resolutions).ToEquatableArray(),
            positions,
            cosines,
            order
        );

    private static Gen<PreprocessorConfig> Pictures(int side, int frames) =>
        Gen.OneOf(
            from stride in Gen.Choose(1, 2)
            from width in Width
            select (PreprocessorConfig)new PreprocessorConfig.Pixels(stride, width),
            from padding in Gen.Choose(0, 1)
            from size in Gen.Choose(1, Math.Min(3, side + (2 * padding)))
            from stride in Gen.Choose(1, 3)
            from together in Gen.Choose(1, frames)
            from width in Width
            select (PreprocessorConfig)new PreprocessorConfig.Patches(size, stride, padding, together, width),
            from width in Gen.Choose(1, 4)
            from norm in ConfigGen.Bool
            from size in Gen.Choose(1, 8)
            from stride in Gen.Choose(1, 2)
            from padding in side < 5 ? Gen.Constant(ConvPadding.Same) : ConfigGen.Word<ConvPadding>()
            select (PreprocessorConfig)new PreprocessorConfig.Conv(width, 1, size, stride, padding, norm)
        );
}
