using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Preprocessors and queries of Hugging Face's Perceiver.</summary>
internal static class HuggingFaceInputs
{
    /// <summary>The text preprocessor.</summary>
    public static (InputConfig, PreprocessorConfig, PositionConfig) Text(Arguments given) =>
        ReferenceParts.Text(
            given.Integer("max_position_embeddings"),
            given.Integer("vocab_size"),
            given.Integer("d_model")
        );

    /// <summary>The image preprocessor of an image.</summary>
    public static (InputConfig, PreprocessorConfig, PositionConfig) Image(Arguments given, ReferenceSizes sizes)
    {
        var settings = given.Group("preprocessor");
        var channels = settings.Integer("in_channels", 3);
        var axes = sizes.AxesOr(UsualSides(given, settings));
        return (new InputConfig.Image(axes[0], axes[1], channels), Cut(settings, frames: 1), Positions(settings));
    }

    /// <summary>The image preprocessor of a pair of images.</summary>
    public static (InputConfig, PreprocessorConfig, PositionConfig) Flow(
        Arguments given,
        Arguments decoder,
        ReferenceSizes sizes
    )
    {
        var settings = given.Group("preprocessor");
        var frames = settings.Integer("temporal_downsample", 1);
        var sides = decoder.Has("output_image_shape")
            ? decoder.Integers("output_image_shape", 2)
            : given.Integers("train_size", 2);
        var axes = sizes.AxesOr([frames, .. sides]);
        var video = new InputConfig.Video(axes[0], axes[1], axes[2], settings.Integer("in_channels", 3));
        return (video, Cut(settings, frames), Positions(settings));
    }

    /// <summary>What a decoder asks with: places on a grid, or a table.</summary>
    public static QueryConfig Queries(Arguments decoder)
    {
        var (dims, width) = (decoder.Integers("output_index_dims"), decoder.Integer("num_channels"));
        if (decoder.Text("position_encoding_type", "trainable") == "trainable")
        {
            return new QueryConfig.Learned(
                dims.Aggregate(1, (product, size) => product * size),
                width,
                ReferenceParts.Small
            );
        }

        var code = Fourier(decoder);
        var features = InputLayout.Features(code, dims.Count);
        return features == width
            ? new QueryConfig.Fourier(dims, code, null)
            : throw Arguments.Refused("num_channels", $"{width}", $"the number of Fourier features, {features}");
    }

    /// <summary>Fourier features, whose raw positions and cosines may be left out.</summary>
    public static FourierConfig Fourier(Arguments settings) =>
        new(
            settings.Integer("num_bands"),
            settings.Numbers("max_resolution"),
            settings.Flag("concat_pos", true),
            !settings.Flag("sine_only", false),
            FourierOrder.PositionsFirst
        );

    private static PreprocessorConfig Cut(Arguments settings, int frames)
    {
        var (size, width) = (settings.Integer("spatial_downsample", 1), settings.OptionalInteger("out_channels"));
        return settings.Text("prep_type") switch
        {
            "conv1x1" => new PreprocessorConfig.Pixels(size, width),
            "pixels" => new PreprocessorConfig.Pixels(size, null),
            "patches" => new PreprocessorConfig.Patches(
                size,
                size,
                0,
                frames,
                settings.Flag("conv_after_patching", false) ? width : null
            ),
            "conv" => new PreprocessorConfig.Conv(
                settings.Integer("out_channels"),
                1,
                7,
                2,
                ConvPadding.Symmetric,
                settings.Flag("conv2d_use_batchnorm", true)
            ),
            var other => throw Arguments.Refused("prep_type", other, "conv, conv1x1, patches or pixels"),
        };
    }

    private static PositionConfig Positions(Arguments settings)
    {
        var combine = settings.Text("concat_or_add_pos", "concat") switch
        {
            "concat" => PositionCombine.Concat,
            "add" => PositionCombine.Add,
            var other => throw Arguments.Refused("concat_or_add_pos", other, "concat or add"),
        };
        int? projection = settings.Integer("project_pos_dim", -1) is > 0 and var wanted ? wanted : null;
        switch (settings.Text("position_encoding_type", "fourier"))
        {
            case "trainable":
                var table = settings.Group("trainable_position_encoding_kwargs");

                // An added code without a layer of its own has the inputs' width; a table of another one does not fit.
                return new PositionConfig.Learned(
                    combine,
                    combine == PositionCombine.Add && projection is null ? null : table.Integer("num_channels"),
                    projection,
                    ReferenceParts.Small
                );
            case "fourier":
                if (combine == PositionCombine.Add && projection is null)
                {
                    throw Arguments.Refused(
                        "project_pos_dim",
                        "not positive",
                        "a width where Fourier features are added"
                    );
                }

                var code = Fourier(settings.Group("fourier_position_encoding_kwargs"));
                return new PositionConfig.Fourier(code, combine, combine == PositionCombine.Add ? null : projection);
            case var other:
                throw Arguments.Refused("position_encoding_type", other, "fourier or trainable");
        }
    }

    // What the model was trained on, as far as its position code tells.
    private static EquatableArray<int> UsualSides(Arguments given, Arguments settings)
    {
        var stride = settings.Integer("spatial_downsample", 1);
        if (settings.Text("prep_type") == "conv")
        {
            return Square(given.Integer("image_size"));
        }

        if (settings.Text("position_encoding_type", "fourier") == "fourier")
        {
            var grid = settings.Group("fourier_position_encoding_kwargs").Integers("max_resolution", 2);
            return grid.Select(side => side * stride).ToEquatableArray();
        }

        var dims = settings.Group("trainable_position_encoding_kwargs").Integers("index_dims");
        return dims.Count == 2
            ? dims.Select(side => side * stride).ToEquatableArray()
            : Square(stride * (int)Math.Round(Math.Sqrt(dims[0])));
    }

    private static EquatableArray<int> Square(int side) => [side, side];
}
