using System.Collections;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>A value's C# type, what it is in words, and its shape; words of the shape that name settings stand for their values.</summary>
internal sealed record TypedValue(string Type, string Name, string Shape);

/// <summary>
/// Which C# types go with which input and task: the only place that says so. The kinds are the names of the config's own
/// records.
/// </summary>
/// <param name="Input">What Forward takes.</param>
/// <param name="Output">What Forward gives.</param>
/// <param name="Batch">What Step takes.</param>
/// <param name="Parts">The inputs of a model of several, each with its name; otherwise empty.</param>
/// <param name="Keeps">Whether the model keeps statistics besides its weights, which evaluation reads.</param>
internal sealed record Signature(
    TypedValue Input,
    TypedValue Output,
    string Batch,
    EquatableArray<TypedValue> Parts = default,
    bool Keeps = false
)
{
    private static readonly ImmutableDictionary<string, TypedValue> Inputs = new Dictionary<string, TypedValue>
    {
        ["Image"] = new("ImageBatch", "images", "[batch, Height, Width, Channels]"),
        ["Video"] = new("VideoBatch", "videos", "[batch, Frames, Height, Width, Channels]"),
        ["Tokens"] = new("TokenBatch", "tokens", "[batch, Length]"),
        ["Audio"] = new("AudioBatch", "sounds", "[batch, Samples, Channels]"),
        ["Points"] = new("PointBatch", "points", "[batch, Count, Dimensions + Features]"),
        ["Array"] = new("ArrayBatch", "arrays", "[batch, Axes, Channels]"),
        ["Label"] = new("LabelBatch", "labels", "[batch]"),
        ["Modalities"] = new("ModalityBatch", "parts", "one per modality"),
    }.ToImmutableDictionary();

    private static readonly TypedValue TokenScores = new(
        "TokenLogits",
        "token logits",
        "[batch, positions, Vocabulary]"
    );

    private static readonly ImmutableDictionary<string, TypedValue> Outputs = new Dictionary<string, TypedValue>
    {
        ["Classification"] = new("Logits", "logits", "[batch, Classes]"),
        ["MaskedLanguageModel"] = TokenScores,
        ["CausalLanguageModel"] = TokenScores,
        ["Autoencoding"] = new("Reconstruction", "reconstruction", "[batch, queries, values]"),
        ["Segmentation"] = new("DenseLogits", "logits", "[batch, queries, Classes]"),
        ["Regression"] = new("Predictions", "predictions", "[batch, queries, Outputs]"),
        ["MultimodalAutoencoding"] = new("ModalityReconstruction", "reconstruction", "one per modality"),
    }.ToImmutableDictionary();

    private const string Model = "global::Perceiver.Model.";

    private static readonly ImmutableDictionary<string, string> Targets = new Dictionary<string, string>
    {
        ["Classification"] = "ClassTargets",
        ["MaskedLanguageModel"] = "TokenTargets",
        ["CausalLanguageModel"] = "TokenTargets",
        ["Autoencoding"] = "ValueTargets",
        ["Segmentation"] = "DenseTargets",
        ["Regression"] = "ValueTargets",
        ["MultimodalAutoencoding"] = "ModalityTargets",
    }.ToImmutableDictionary();

    /// <summary>Every pair of kinds that the tables know, whether or not it makes sense together.</summary>
    public static IEnumerable<(string Input, string Task)> All =>
        from input in Inputs.Keys
        from task in Outputs.Keys
        select (input, task);

    /// <summary>The types of a config, with its numbers in the shapes.</summary>
    public static Signature Of(PerceiverConfig config)
    {
        var (input, task) = (config.Model.Input, config.Task);
        var general = Of(input.GetType().Name, task.GetType().Name);
        return general with
        {
            Input = general.Input with { Shape = Fill(general.Input.Shape, input, task) },
            Output = general.Output with { Shape = Fill(general.Output.Shape, input, task) },
            // Labels that do not exclude each other are told one by one.
            Batch = task is TaskConfig.Classification { MultiLabel: true }
                ? Batches(input.GetType().Name, "LabelTargets")
                : general.Batch,
            Parts = input is InputConfig.Modalities several ? PartsOf(several) : [],
            Keeps = Shapes.Buffers(config).Count > 0,
        };
    }

    /// <summary>The types of a kind of input and a kind of task.</summary>
    public static Signature Of(string input, string task) =>
        new(
            Inputs[input],
            (input, task) switch
            {
                // An autoencoder of a text scores tokens.
                ("Tokens", "Autoencoding") => TokenScores,
                _ => Outputs[task],
            },
            (input, task) switch
            {
                ("Image", "Classification") => Model + "LabelledImages",
                ("Tokens", "Autoencoding") => Batches(input, "TokenTargets"),
                _ => Batches(input, Targets[task]),
            }
        );

    private static string Batches(string input, string targets) =>
        $"{Model}TrainingBatch<{Model}{Inputs[input].Type}, {Model}{targets}>";

    private static EquatableArray<TypedValue> PartsOf(InputConfig.Modalities several)
    {
        // A record cannot have a member of its own name.
        var taken = new HashSet<string> { "Inputs", "ToBatch" };
        var parts = new List<TypedValue>();
        foreach (var part in several.Parts)
        {
            var value = Inputs[part.Input.GetType().Name];
            var name = TypeNames.Pascal(part.Name, "Part");
            while (!taken.Add(name))
            {
                name += "Part";
            }

            parts.Add(value with { Name = name, Shape = Fill(value.Shape, part.Input) });
        }

        return parts.ToEquatableArray();
    }

    private static string Fill(string shape, params object[] records) =>
        Regex.Replace(
            shape,
            "[A-Z][a-z]+",
            word =>
                records
                    .Select(record => record.GetType().GetProperty(word.Value)?.GetValue(record))
                    .Where(value => value is not null)
                    .Select(Text)
                    .DefaultIfEmpty(word.Value)
                    .First(),
            RegexOptions.CultureInvariant
        );

    private static string Text(object? value) =>
        value switch
        {
            int number => NumberText.Format(number),
            IEnumerable list => string.Join(", ", list.Cast<object>().Select(Text)),
            _ => "",
        };
}
