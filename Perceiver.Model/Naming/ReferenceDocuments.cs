using System.Text.Json;

namespace Perceiver.Model;

/// <summary>Tells of what kind a model of another program is from the file that describes it.</summary>
public static class ReferenceDocuments
{
    /// <summary>
    /// The family, and its arguments in the form that it reads. A file may name its <c>family</c> and hold <c>config</c>; or it
    /// is Hugging Face's own <c>config.json</c>; or it is just the constructor's arguments, whose names tell the class.
    /// </summary>
    /// <param name="program"><c>keras</c>, <c>lucidrains</c>, <c>huggingface</c> or <c>krasserm</c>.</param>
    /// <param name="file">What the file holds.</param>
    /// <exception cref="ArgumentException">The file describes no model of that program.</exception>
    public static (ReferenceFamily Family, JsonElement Document) Read(string program, JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("It must hold an object.");
        }

        var given = new Arguments(file);
        if (given.Has("family"))
        {
            return (Of(program, given.Text("family")), file);
        }

        // krasserm's published models keep their arguments in a part of the file.
        var arguments = given.Has("model_config") ? given.Group("model_config") : given;
        return program switch
        {
            "keras" => (Of(program, "keras_example"), Wrapped(arguments)),
            "huggingface" when given.Has("decoder") => throw new ArgumentException(
                "A file with a decoder must also say its family, such as hf_masked_lm."
            ),
            "huggingface" => Flat(program, file),
            "lucidrains" => (Of(program, Lucidrains(arguments)), Wrapped(arguments)),
            "krasserm" => (Of(program, Krasserm(arguments)), Wrapped(arguments)),
            _ => throw Arguments.Refused("--from", program, "keras, lucidrains, huggingface or krasserm"),
        };
    }

    private static (ReferenceFamily, JsonElement) Flat(string program, JsonElement file)
    {
        var (name, document) = HuggingFaceDocument.Of(file);
        return (Of(program, name), document);
    }

    private static string Lucidrains(Arguments given) =>
        given.Has("num_tokens") ? "lucidrains_perceiver_lm"
        : given.Has("queries_dim") ? "lucidrains_perceiver_io"
        : "lucidrains_perceiver";

    private static string Krasserm(Arguments given) =>
        given.Has("max_latents") ? "krasserm_causal_lm"
        : given.Has("encoder") && given.Group("encoder").Has("image_shape") ? "krasserm_image_classifier"
        : "krasserm_masked_lm";

    private static ReferenceFamily Of(string program, string name)
    {
        var family =
            ReferenceFamilies.Find(name)
            ?? throw Arguments.Refused(
                "family",
                name,
                string.Join(", ", ReferenceFamilies.All.Select(one => one.Name).Order(StringComparer.Ordinal))
            );
        return family.Program == program
            ? family
            : throw new ArgumentException($"{name} is a model of {family.Program}, not of {program}.");
    }

    private static JsonElement Wrapped(Arguments arguments) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["config"] = arguments.Element });
}
