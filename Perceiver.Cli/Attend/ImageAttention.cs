using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Where a model looked in an image.</summary>
/// <param name="Image">The image at the model's size.</param>
/// <param name="Stages">The maps of its cross-attends, in their order.</param>
/// <param name="Output">What it answered: of a classifier the logits.</param>
public sealed record ImageAttention(DecodedImage Image, IReadOnlyList<LatentMaps> Stages, IReadOnlyList<float> Output);
