using System.Text.Json;
using Perceiver.Config;
using ModelAndTask = (Perceiver.Config.ModelConfig Model, Perceiver.Config.TaskConfig Task);

namespace Perceiver.Model;

/// <summary>Every kind of model of another program whose weights can come in and go out.</summary>
public static class ReferenceFamilies
{
    private const string Wrapped = "perceiver.";

    /// <summary>All of them.</summary>
    public static EquatableArray<ReferenceFamily> All { get; } =
    [
        new("keras_example", "keras", (document, _) => KerasExample.Config(Arguments(document)), KerasNames.Of),
        Lucidrains("lucidrains_perceiver", LucidrainsPerceiver.Config, LucidrainsPerceiver.Names),
        Lucidrains("lucidrains_perceiver_io", LucidrainsIo.Config, LucidrainsIo.Names),
        Lucidrains("lucidrains_perceiver_lm", LucidrainsIo.LanguageModelConfig, LucidrainsIo.Names),
        HuggingFaces("hf_image_learned", HuggingFace.Image, "", "decoder.decoder."),
        HuggingFaces("hf_image_fourier_masked", HuggingFace.Image, "", "decoder.decoder."),
        HuggingFaces("hf_image_conv", HuggingFace.Image, "", "decoder.decoder."),
        HuggingFaces(
            "hf_sequence_classification",
            HuggingFace.SequenceClassification,
            Wrapped,
            $"{Wrapped}decoder.decoder."
        ),
        HuggingFaces("hf_basic_decoder", HuggingFace.BasicDecoder, "enc.", "dec."),
        HuggingFaces("hf_masked_lm", HuggingFace.MaskedLanguageModel, Wrapped, $"{Wrapped}decoder."),
        HuggingFaces("hf_optical_flow", HuggingFace.OpticalFlow, "", "decoder.decoder."),
        HuggingFaces("hf_multimodal", HuggingFaceMultimodal.Config, "", "decoder.decoder."),
        Krasserms("krasserm_image_classifier", Krasserm.ImageClassifier, KrassermNames.Of),
        Krasserms("krasserm_masked_lm", Krasserm.MaskedLanguageModel, KrassermNames.Of),
        Krasserms("krasserm_causal_lm", KrassermCausal.Config, KrassermCausal.Names),
    ];

    /// <summary>The family of a name, or null.</summary>
    public static ReferenceFamily? Find(string name) => All.FirstOrDefault(family => family.Name == name);

    private static ReferenceFamily Lucidrains(
        string name,
        Func<JsonElement, ReferenceSizes, ModelAndTask> config,
        Func<PerceiverConfig, NameMap> names
    ) => new(name, "lucidrains", (document, sizes) => config(Arguments(document), sizes), names);

    private static ReferenceFamily Krasserms(
        string name,
        Func<JsonElement, ReferenceSizes, ModelAndTask> config,
        Func<PerceiverConfig, NameMap> names
    ) => new(name, "krasserm", (document, sizes) => config(Arguments(document), sizes), names);

    private static ReferenceFamily HuggingFaces(
        string name,
        Func<JsonElement, ReferenceSizes, ModelAndTask> config,
        string encoder,
        string decoder
    ) => new(name, "huggingface", config, one => HuggingFaceNames.Of(one, encoder, decoder));

    private static JsonElement Arguments(JsonElement document) => new Arguments(document).Group("config").Element;
}
