namespace Perceiver.Config;

/// <summary>What is fed to the model.</summary>
public abstract record InputConfig
{
    private InputConfig() { }

    /// <summary>An image, <c>[batch, height, width, channels]</c>.</summary>
    public sealed record Image(int Height, int Width, int Channels) : InputConfig;

    /// <summary>A video, <c>[batch, frames, height, width, channels]</c>.</summary>
    public sealed record Video(int Frames, int Height, int Width, int Channels) : InputConfig;

    /// <summary>A text as token numbers, <c>[batch, length]</c>.</summary>
    /// <param name="Length">The most tokens; shorter texts are padded.</param>
    /// <param name="Vocabulary">How many different tokens there are.</param>
    /// <param name="Padding">The token that stands for nothing and is masked; null where there is none.</param>
    public sealed record Tokens(int Length, int Vocabulary, int? Padding) : InputConfig;

    /// <summary>Sound, <c>[batch, samples, channels]</c>.</summary>
    public sealed record Audio(int Samples, int Channels) : InputConfig;

    /// <summary>A cloud of points, <c>[batch, count, dimensions + features]</c>, coordinates first, in [-1, 1].</summary>
    /// <param name="Count">How many points.</param>
    /// <param name="Dimensions">Coordinates of each.</param>
    /// <param name="Features">Further numbers of each, such as a colour; may be 0.</param>
    public sealed record Points(int Count, int Dimensions, int Features) : InputConfig;

    /// <summary>An array of any number of axes, <c>[batch, ...axes, channels]</c>.</summary>
    public sealed record Array(EquatableArray<int> Axes, int Channels) : InputConfig;

    /// <summary>A label as an input: one element of so many classes (2107.14795, section 4.4).</summary>
    public sealed record Label(int Classes) : InputConfig;

    /// <summary>Several inputs at once, each padded to a common width with learned values (2107.14795, section 4.4).</summary>
    /// <param name="Parts">The inputs, in the order in which they enter the byte array.</param>
    /// <param name="MinPadding">Learned values that even the widest input is given, so that modalities can be told apart.</param>
    /// <param name="Init">Initial values of paddings and mask tokens.</param>
    public sealed record Modalities(EquatableArray<ModalityConfig> Parts, int MinPadding, InitConfig Init)
        : InputConfig;
}

/// <summary>One of several inputs.</summary>
/// <param name="Name">What it is called; the decoder's queries refer to it.</param>
/// <param name="Input">The raw input.</param>
/// <param name="Preprocessor">How it becomes an array of inputs.</param>
/// <param name="Positions">The position code of each of its inputs.</param>
/// <param name="MaskProbability">
/// How likely the learned mask token takes an input's place, in training and in evaluation; null means that there is no
/// such token.
/// </param>
public sealed record ModalityConfig(
    string Name,
    InputConfig Input,
    PreprocessorConfig Preprocessor,
    PositionConfig Positions,
    double? MaskProbability
);
