using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>One convolution of a stem.</summary>
/// <param name="Weight"><c>[outputs, inputs, rows, columns]</c>; there is no bias.</param>
/// <param name="Norm">Weight and bias of the batch norm that follows, <c>[outputs]</c> each, if the config has it.</param>
[ParameterTree]
public sealed partial record StemParameters(Tensor Weight, NormParameters? Norm);
