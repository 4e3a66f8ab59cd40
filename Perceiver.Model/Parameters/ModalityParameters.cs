using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What one of several inputs has of its own (2107.14795, section 4.4).</summary>
/// <param name="Stem">The convolutions in front, if the config has them.</param>
/// <param name="Embedding">A row for each token, if the config has it.</param>
/// <param name="Preprocessor">The linear layer over its pieces, if the config has it.</param>
/// <param name="Positions">What its position code learns, if it does.</param>
/// <param name="Padding">The values that bring it to the common width, <c>[1, values]</c>, where it is narrower.</param>
/// <param name="Mask">What takes the place of a masked input, <c>[1, width]</c>, if the config has it.</param>
[ParameterTree]
public sealed partial record ModalityParameters(
    EquatableArray<StemParameters> Stem,
    Tensor? Embedding,
    LinearParameters? Preprocessor,
    PositionParameters? Positions,
    Tensor? Padding,
    Tensor? Mask
);
