using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A multi-head attention; head h owns the h-th part of each width.</summary>
/// <param name="Query">From the query's width to the total width of queries.</param>
/// <param name="Key">From the input's width to the total width of keys.</param>
/// <param name="Value">From the input's width to the total width of values.</param>
/// <param name="Output">From the total width of values to the query's width, if the config has it.</param>
/// <param name="Scale">The learned factor of the scores, <c>[]</c>, if the config has it.</param>
[ParameterTree]
public sealed partial record AttentionParameters(
    LinearParameters Query,
    LinearParameters Key,
    LinearParameters Value,
    LinearParameters? Output,
    Tensor? Scale
);
