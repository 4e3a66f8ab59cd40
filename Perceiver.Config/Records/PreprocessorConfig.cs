namespace Perceiver.Config;

/// <summary>How the raw input becomes an array of inputs.</summary>
public abstract record PreprocessorConfig
{
    private PreprocessorConfig() { }

    /// <summary>Nothing to do here: each of several inputs has its own.</summary>
    public sealed record None : PreprocessorConfig;

    /// <summary>
    /// Each pixel, or element of an array, is one input; with a <paramref name="Width"/> a linear layer (a 1x1
    /// convolution) brings it there.
    /// </summary>
    /// <param name="Stride">Every so-many-th pixel of height and width is taken.</param>
    /// <param name="Width">Width of the linear layer, if any.</param>
    public sealed record Pixels(int Stride, int? Width) : PreprocessorConfig;

    /// <summary>
    /// Square patches, their content in the order frame, row, column, channel; row-major over the image, frame by frame.
    /// With a <paramref name="Width"/> a linear layer brings each patch there; without one the raw values are the inputs.
    /// </summary>
    /// <param name="Size">Side of a patch in pixels.</param>
    /// <param name="Stride">Distance between patches in pixels; equal to the size where patches do not overlap.</param>
    /// <param name="Padding">Zeros added on each side of the image, in pixels.</param>
    /// <param name="Frames">Frames of a video that one patch holds; 1 for images.</param>
    /// <param name="Width">Width of the linear layer, if any.</param>
    public sealed record Patches(int Size, int Stride, int Padding, int Frames, int? Width) : PreprocessorConfig;

    /// <summary>
    /// Layers of a convolution without bias, batch norm, ReLU and a 3x3 max-pool with stride 2; what is left are the inputs.
    /// Perceiver IO's is one layer of 7x7 with stride 2 (2107.14795, appendix H); two of 3x3 with stride 1 and without norms
    /// are the tokenizer of compact transformers (2104.05704).
    /// </summary>
    /// <param name="Width">Channels of the convolutions.</param>
    /// <param name="Layers">How many.</param>
    /// <param name="Size">Side of the convolutions in pixels.</param>
    /// <param name="Stride">Distance between the places where they are taken, in pixels.</param>
    /// <param name="Padding">What stands around the image.</param>
    /// <param name="BatchNorm">Whether a batch norm follows each convolution.</param>
    public sealed record Conv(int Width, int Layers, int Size, int Stride, ConvPadding Padding, bool BatchNorm)
        : PreprocessorConfig;

    /// <summary>Each token is a row of a learned table <c>[vocabulary, width]</c>.</summary>
    public sealed record Embedding(int Width, InitConfig Init) : PreprocessorConfig;

    /// <summary>Each token or label is a one among zeros; with a <paramref name="Width"/> a linear layer follows.</summary>
    public sealed record OneHot(int? Width) : PreprocessorConfig;

    /// <summary>Pieces of so many samples; with a <paramref name="Width"/> a linear layer brings each there.</summary>
    public sealed record AudioPatches(int Size, int? Width) : PreprocessorConfig;

    /// <summary>Each point is one input; with a <paramref name="Width"/> a linear layer brings it there.</summary>
    /// <param name="Coordinates">Whether its coordinates are part of its content, before its features.</param>
    /// <param name="Width">Width of the linear layer, if any.</param>
    public sealed record Points(bool Coordinates, int? Width) : PreprocessorConfig;
}

/// <summary>What stands around the image in front of a convolution and of its max-pool.</summary>
public enum ConvPadding
{
    /// <summary>As many zeros as make the output half as large, rounded up, one more at the end (DeepMind: 224 to 56).</summary>
    Same,

    /// <summary>Three zeros on each side of the convolution, none around the max-pool (Hugging Face: 224 to 55).</summary>
    Symmetric,
}
