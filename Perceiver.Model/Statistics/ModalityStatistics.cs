using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>What one of several inputs keeps besides its weights.</summary>
/// <param name="Stem">For each convolution in front that has a batch norm.</param>
[ParameterTree]
public sealed partial record ModalityStatistics(EquatableArray<StemStatistics> Stem);
