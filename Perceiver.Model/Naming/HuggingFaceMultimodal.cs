using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Hugging Face's <c>PerceiverForMultimodalAutoencoding</c>: sound, video and a label through one bottleneck.</summary>
public static class HuggingFaceMultimodal
{
    private const int Colours = 3;

    /// <summary>The modalities, in the order in which they enter the byte array.</summary>
    internal static readonly EquatableArray<string> Names = ["audio", "image", "label"];

    /// <summary>The model and task.</summary>
    /// <param name="document">An object with <c>config</c> and <c>decoder</c>.</param>
    /// <param name="sizes">Not needed: all sizes are arguments.</param>
    /// <exception cref="ArgumentException">An argument is missing or cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) Config(JsonElement document, ReferenceSizes sizes)
    {
        var given = new Arguments(document).Group("config");
        var settings = new Arguments(document).Group("decoder");
        var input = new InputConfig.Modalities(
            [Audio(given), Image(given), Label(given)],
            given.Integer("min_padding_in"),
            ReferenceParts.Small
        );
        var queries = Queries(given);
        var padding = given.Integer("min_padding_out");
        var width = queries.Max(part => QueryWidth(part.Queries)) + padding;
        var (block, _) = HuggingFaceLayers.Decoder(given, settings, width);
        var decoder = new DecoderConfig.Modalities(
            queries,
            padding,
            ReferenceParts.Small,
            block,
            given.Integer("decoder_output_channels")
        );
        var model = HuggingFaceLayers.Model(
            given,
            input,
            new PreprocessorConfig.None(),
            new PositionConfig.None(),
            decoder
        );
        return (model, new TaskConfig.MultimodalAutoencoding());
    }

    private static ModalityConfig Audio(Arguments given) =>
        new(
            Names[0],
            new InputConfig.Audio(given.Integer("audio_samples"), 1),
            new PreprocessorConfig.AudioPatches(given.Positive("samples_per_patch"), null),
            Positions(SoundCode(given)),
            0
        );

    private static ModalityConfig Image(Arguments given)
    {
        var (size, video) = (given.Integer("image_spatial_downsample"), Video(given));
        return new(
            Names[1],
            new InputConfig.Video(video[0], video[1], video[2], Colours),
            new PreprocessorConfig.Patches(size, size, 0, 1, null),
            Positions(ImageCode(given)),
            0
        );
    }

    // The label is what the trained model is asked for: it never sees it.
    private static ModalityConfig Label(Arguments given) =>
        new(
            Names[2],
            new InputConfig.Label(given.Integer("num_labels")),
            new PreprocessorConfig.OneHot(null),
            new PositionConfig.None(),
            1
        );

    private static EquatableArray<ModalityOutputConfig> Queries(Arguments given)
    {
        var patch = given.Positive("samples_per_patch");
        return
        [
            new(
                Names[0],
                new QueryConfig.Fourier([given.Integer("audio_samples") / patch], SoundCode(given), null),
                patch
            ),
            new(Names[1], new QueryConfig.Fourier(Video(given), ImageCode(given), null), Colours),
            new(
                Names[2],
                new QueryConfig.Learned(1, given.Integer("label_query_channels"), ReferenceParts.Small),
                given.Integer("num_labels")
            ),
        ];
    }

    private static int QueryWidth(QueryConfig queries) =>
        queries switch
        {
            QueryConfig.Fourier fourier => InputLayout.Features(fourier.Code, fourier.Grid.Count),
            QueryConfig.Learned learned => learned.Width,
            _ => 0,
        };

    private static EquatableArray<int> Video(Arguments given) =>
        [given.Integer("T"), given.Integer("H"), given.Integer("W")];

    private static FourierConfig SoundCode(Arguments given) =>
        Code(given.Integer("audio_bands"), [given.Integer("audio_samples")]);

    private static FourierConfig ImageCode(Arguments given) => Code(given.Integer("image_bands"), Video(given));

    private static FourierConfig Code(int bands, EquatableArray<int> resolution) =>
        new(bands, resolution.Select(side => (double)side).ToEquatableArray(), true, true, FourierOrder.PositionsFirst);

    private static PositionConfig.Fourier Positions(FourierConfig code) => new(code, PositionCombine.Concat, null);
}
