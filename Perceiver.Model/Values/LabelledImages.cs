using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Images and what they show.</summary>
/// <param name="Images">The images, <c>[batch, height, width, channels]</c>.</param>
/// <param name="Labels">Class indices from zero, int64, <c>[batch]</c>.</param>
public sealed record LabelledImages(ImageBatch Images, Tensor Labels);
