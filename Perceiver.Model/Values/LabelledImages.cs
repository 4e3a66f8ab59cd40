using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Images and what they show.</summary>
/// <param name="Images">The images, <c>[batch, height, width, channels]</c>.</param>
/// <param name="Labels">Class indices from zero, int64, <c>[batch]</c>.</param>
/// <param name="Targets">
/// What is learned where images are mixed: shares of the classes, float32, <c>[batch, classes]</c>; null means the labels.
/// </param>
public sealed record LabelledImages(ImageBatch Images, Tensor Labels, Tensor? Targets = null)
    : TrainingBatch(Images, new ClassTargets(Labels, Targets));
