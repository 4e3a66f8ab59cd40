namespace Perceiver.Config;

/// <summary>The two settings that follow an input, be it the only one or one of several.</summary>
internal static class InputParts
{
    public static (Field<PreprocessorConfig> Preprocessor, Field<PositionConfig> Positions) Declare<T>(
        Fields<T> fields,
        Func<T, PreprocessorConfig> preprocessor,
        Func<T, PositionConfig> positions
    ) =>
        (
            fields.Derived(
                "preprocessor",
                PreprocessorSchema.Type,
                preprocessor,
                scope => PreprocessorSchema.Default(scope.Input, scope.QueryWidth),
                "pixels; tokens: an embedding of the latents' width; audio, points, label: audio_patches, points, one_hot",
                "How the raw input becomes an array of inputs."
            ),
            fields.Derived(
                "positions",
                PositionSchema.Type,
                positions,
                scope => PositionSchema.Default(scope.Input),
                "fourier with 16 bands; tokens: learned and added; label: none",
                "The position code of each input."
            )
        );
}
