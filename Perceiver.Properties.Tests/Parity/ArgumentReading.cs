using System.Text.Json;
using System.Text.Json.Nodes;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>A fixture's document, and what becomes of it when one of its arguments is another.</summary>
internal sealed class ArgumentReading(string name)
{
    // Values that some argument of some program can have.
    private static readonly string[] Words =
    [
        .. (string[])
            ["gelu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "relu", "relu2", "kv", "q", "concat", "add"],
        .. (string[])["trainable", "fourier", "conv", "conv1x1", "patches", "pixels", "no such word"],
    ];

    private readonly string _text = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Fixtures", name + ".json")
    );

    private static readonly string[] Parts = ["config", "decoder"];

    /// <summary>The family's name.</summary>
    public string Family => (string)Document()["family"]!;

    /// <summary>The path of each argument that is one value.</summary>
    public IReadOnlyList<string> Paths =>
        [.. Parts.Where(part => Document()[part] is not null).SelectMany(part => Leaves(Document()[part], part))];

    /// <summary>What the document says.</summary>
    public Reading AsItIs => Read(Document());

    /// <summary>What it says without an argument.</summary>
    public Reading Without(string path) => With(path, (group, key) => group.Remove(key));

    /// <summary>What it says with an argument of another value.</summary>
    public Reading With(string path, JsonNode? value) => With(path, (group, key) => group[key] = value?.DeepClone());

    /// <summary>What it says with an argument of other values, for some of those that it could have.</summary>
    public IEnumerable<Reading> Others(string path) =>
        Candidates(Find(Document(), path)).Select(value => With(path, value));

    /// <summary>The model and task, or why there are none.</summary>
    public sealed record Reading((ModelConfig Model, TaskConfig Task)? Made, string Refusal);

    private JsonObject Document() => JsonNode.Parse(_text)!.AsObject();

    private Reading With(string path, Action<JsonObject, string> change)
    {
        var document = Document();
        var keys = path.Split('/');
        change(keys[..^1].Aggregate((JsonNode)document, (group, key) => group[key]!).AsObject(), keys[^1]);
        return Read(document);
    }

    private static JsonNode? Find(JsonNode document, string path) =>
        path.Split('/').Aggregate((JsonNode?)document, (group, key) => group![key]);

    private static Reading Read(JsonObject document)
    {
        var family = ReferenceFamilies.Find((string)document["family"]!)!;
        try
        {
            var read = family.Config(JsonSerializer.SerializeToElement(document), ReferenceSizes.Unknown);
            return new(read, "");
        }
        catch (ArgumentException error)
        {
            return new(null, error.Message);
        }
    }

    private static IEnumerable<string> Leaves(JsonNode? node, string path) =>
        node is JsonObject group ? group.SelectMany(one => Leaves(one.Value, $"{path}/{one.Key}")) : [path];

    private static IEnumerable<JsonNode?> Candidates(JsonNode? value) =>
        value switch
        {
            null => [1, 2, 8, true, 0.5, "no such word"],
            JsonArray list => [.. Candidates(list[0]).Select(first => Replaced(list, first)), 4, new JsonArray(1)],
            _ => value.GetValueKind() switch
            {
                JsonValueKind.True => [false],
                JsonValueKind.False => [true],
                JsonValueKind.String => [.. Words.Where(word => word != (string)value!)],
                _ => [.. Numbers((double)value!)],
            },
        };

    private static IEnumerable<JsonNode?> Numbers(double value) =>
        double.IsInteger(value) ? [(long)value + 1, (long)value * 2, 0, (long)value + 4, 0.25] : [value / 2];

    private static JsonArray Replaced(JsonArray list, JsonNode? first)
    {
        var copy = list.DeepClone().AsArray();
        copy[0] = first?.DeepClone();
        return copy;
    }
}
