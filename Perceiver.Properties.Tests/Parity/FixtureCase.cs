using System.Text.Json;
using Perceiver.Data;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>One numeric example of a reference: what it is (JSON) and its tensors by name.</summary>
/// <remarks>The tensors belong to the dispose scope in which the case was loaded.</remarks>
internal sealed record FixtureCase(string Name, JsonElement Description, IReadOnlyDictionary<string, Tensor> Tensors)
{
    /// <summary>Where further cases may lie, beside those in the repository.</summary>
    public const string FolderVariable = "PERCEIVER_FIXTURES";

    private static IEnumerable<string> Folders =>
        new[] { Path.Combine(AppContext.BaseDirectory, "Fixtures"), Environment.GetEnvironmentVariable(FolderVariable) }
            .OfType<string>()
            .Where(Directory.Exists);

    /// <summary>The names of all cases of a family, for a theory.</summary>
    public static IEnumerable<object[]> OfFamily(string family) =>
        Folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Where(file => Path.Exists(Path.ChangeExtension(file, ".safetensors")))
            .Where(file => Read(file).TryGetProperty("family", out var value) && value.GetString() == family)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => new object[] { name });

    /// <summary>The file that describes a case.</summary>
    public static string PathOf(string name) =>
        Folders.Select(folder => Path.Combine(folder, name + ".json")).First(File.Exists);

    /// <summary>What a case is.</summary>
    public static JsonElement Describe(string name) => Read(PathOf(name));

    /// <summary>Reads a case.</summary>
    public static FixtureCase Load(string name)
    {
        var json = PathOf(name);
        var tensors = SafetensorsReader
            .ReadFile(Path.ChangeExtension(json, ".safetensors"))
            .Match(file => file, error => throw new InvalidDataException(error.ToString()))
            .Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.ToTensor());
        return new(name, Read(json), tensors);
    }

    /// <summary>The constructor arguments.</summary>
    public JsonElement Config => Description.GetProperty("config");

    /// <summary>The element type, as the JSON names it.</summary>
    public bool IsDouble => Description.GetProperty("dtype").GetString()!.EndsWith("float64", StringComparison.Ordinal);

    /// <summary>How far a case is from its reference, as <c>eng/parity-table</c> reads it.</summary>
    /// <param name="what"><c>outputs</c> or <c>gradients</c>.</param>
    /// <param name="error">The largest relative error.</param>
    public string Row(string what, double error) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"parity {Description.GetProperty("family").GetString()} {Name} {(IsDouble ? "float64" : "float32")} {what} {error:E1}"
        );

    /// <summary>The tensors whose name starts with the prefix, by the rest of their names.</summary>
    public IReadOnlyDictionary<string, Tensor> Under(string prefix) =>
        Tensors
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);

    /// <summary>The parameters: everything without a marked name.</summary>
    public IReadOnlyDictionary<string, Tensor> Parameters =>
        Tensors
            .Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key, pair => pair.Value);

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
}
