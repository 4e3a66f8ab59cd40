namespace Perceiver.Model;

/// <summary>What one convolution of a stem keeps besides its weights.</summary>
/// <param name="Norm">That of its batch norm.</param>
[ParameterTree]
public sealed partial record StemStatistics(NormStatistics Norm);
