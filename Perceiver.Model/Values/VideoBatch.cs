using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Videos to look at.</summary>
/// <param name="Frames"><c>[batch, frames, height, width, channels]</c>, floating point, already normalised.</param>
public sealed record VideoBatch(Tensor Frames) : InputBatch;
