using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The weights between one raw input and its inputs: those of a model with one input, or of one of several.</summary>
internal readonly record struct InputParameters(
    EquatableArray<StemParameters> Stem,
    Tensor? Embedding,
    LinearParameters? Preprocessor,
    PositionParameters? Positions
)
{
    public static InputParameters Of(PerceiverParameters p) => new(p.Stem, p.Embedding, p.Preprocessor, p.Positions);

    public static InputParameters Of(ModalityParameters p) => new(p.Stem, p.Embedding, p.Preprocessor, p.Positions);
}
