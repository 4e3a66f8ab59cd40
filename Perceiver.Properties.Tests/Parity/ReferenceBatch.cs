using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>What a fixture is run on, in the layouts used here.</summary>
internal static class ReferenceBatch
{
    /// <summary>The inputs of a case.</summary>
    /// <param name="fixture">The case.</param>
    /// <param name="masked">Whether its mask hides some of them.</param>
    public static InputBatch Of(ReferenceFixture fixture, bool masked)
    {
        var given = fixture.Case.Under("__input__.");
        if (fixture.Config.Model.Input is InputConfig.Modalities several)
        {
            return new ModalityBatch(several.Parts.Select(part => Part(part, given)).ToEquatableArray());
        }

        return Values(fixture.Config.Model.Input, given) with
        {
            Mask = masked ? Mask(given) : Everything(given),
            Places = given.GetValueOrDefault("subsampled_points"),
            Queries = given.GetValueOrDefault("queries"),
        };
    }

    private static InputBatch Part(ModalityConfig part, IReadOnlyDictionary<string, Tensor> given)
    {
        InputBatch batch = part.Input switch
        {
            InputConfig.Audio => new AudioBatch(given[part.Name]),
            InputConfig.Video => new VideoBatch(given[$"{part.Name}_btchw"].permute(0, 1, 3, 4, 2)),
            // Scores of classes; which they are does not matter where the mask token takes their place.
            _ => new LabelBatch(given[part.Name].argmax(1)),
        };
        return batch with { Places = given.GetValueOrDefault($"sub_{part.Name}") };
    }

    private static InputBatch Values(InputConfig input, IReadOnlyDictionary<string, Tensor> given) =>
        input switch
        {
            InputConfig.Image => new ImageBatch(
                given.TryGetValue("inputs_nchw", out var first) ? first.permute(0, 2, 3, 1) : given["image_nhwc"]
            ),
            InputConfig.Video => new VideoBatch(given["inputs_btchw"].permute(0, 1, 3, 4, 2)),
            InputConfig.Tokens => new TokenBatch(given["input_ids"]),
            InputConfig.Array => new ArrayBatch(given.TryGetValue("data", out var data) ? data : given["inputs"]),
            _ => throw new NotSupportedException($"No fixture has the input {input}."),
        };

    // A token that stands for padding is one like others where the case says nothing of a mask.
    private static Tensor? Everything(IReadOnlyDictionary<string, Tensor> given) =>
        given.TryGetValue("input_ids", out var tokens) ? ones(tokens.shape, ScalarType.Bool) : null;

    // True where an input may be seen; some programs say where it may not.
    private static Tensor Mask(IReadOnlyDictionary<string, Tensor> given)
    {
        if (given.TryGetValue("pad_mask", out var padding))
        {
            return padding.logical_not();
        }

        var seen = given.TryGetValue("mask", out var mask) ? mask : given["attention_mask"];
        return seen.ne(0).flatten(1);
    }
}
