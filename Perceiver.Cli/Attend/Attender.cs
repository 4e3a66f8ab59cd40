using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Asks a model where it looks.</summary>
/// <param name="config">The config.</param>
/// <param name="statistics">What normalises pixels.</param>
/// <param name="device">Where the parameters are; null means the CPU.</param>
/// <param name="kept">What the model's batch norms kept of its training.</param>
public sealed class Attender(PerceiverConfig config, PixelStatistics statistics, Device? device, ModelStatistics kept)
{
    // Values in 0..1 are brought back to bytes; a normalisation would have to be undone first.
    private readonly PerceiverConfig _plain = config with
    {
        Data = config.Data with { Normalization = Normalization.Unit },
    };

    /// <summary>Where the latents look in one image of a set.</summary>
    public ImageAttention Of(PerceiverParameters parameters, ImageSet set, int index)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var images = Batches.Make(config, statistics, set, [index], null).Images;
        var given = device is null ? images : new ImageBatch(images.Pixels.to(device));
        var attended = Attend(parameters, given);
        var output = attended.Output is Logits logits ? Floats(logits.Values) : [];
        return new(Picture(set, index), [.. attended.Maps.Select(Maps)], output);
    }

    /// <summary>Where the latents look in a text.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="tokens">The text's tokens, no more than the model reads.</param>
    public TextAttention OfText(PerceiverParameters parameters, IReadOnlyList<long> tokens)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var input = (InputConfig.Tokens)config.Model.Input;

        // Padding on the left would have no place of its own; a causal model reads a shorter text as it is.
        long[] given =
            input.Padding is { } padding && !config.Model.Encoder.Causal
                ? [.. tokens, .. Enumerable.Repeat((long)padding, input.Length - tokens.Count)]
                : [.. tokens];
        var batch = new TokenBatch(tensor(given, [1, given.Length], device: device ?? CPU));
        return new([.. tokens], [.. Attend(parameters, batch).Maps.Select(Maps)]);
    }

    private Attended<ModelOutput> Attend(PerceiverParameters parameters, InputBatch given) =>
        PerceiverModel.Attend<ModelOutput>(
            config,
            parameters,
            given,
            place => place.Kind == AttentionKind.CrossAttend,
            kept
        );

    private static LatentMaps Maps(AttentionMap map)
    {
        var mean = map.Probabilities[0].mean([0]);
        return new(map.Place.Stage, (int)mean.shape[0], (int)mean.shape[1], Floats(mean));
    }

    private static float[] Floats(Tensor values) =>
        values.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    private DecodedImage Picture(ImageSet set, int index)
    {
        var pixels = Batches.Make(_plain, statistics, set, [index], null).Images.Pixels;
        var shape = pixels.shape;
        var bytes = Floats(pixels).Select(value => (byte)Math.Clamp(Math.Round(value * 255), 0, 255)).ToArray();
        return new(bytes, (int)shape[1], (int)shape[2], (int)shape[3]);
    }
}
