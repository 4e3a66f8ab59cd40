namespace Perceiver.Model;

/// <summary>Two linear layers with an activation between.</summary>
/// <param name="Hidden">From the width to the widened width.</param>
/// <param name="Output">Back to the width.</param>
[ParameterTree]
public sealed partial record MlpParameters(LinearParameters Hidden, LinearParameters Output);
