using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Perceiver.Cli;

/// <summary>All JSON that is written or read: snake_case keys, enums as words, plain UTF-8.</summary>
public static class Json
{
    private static readonly JsonSerializerOptions Indented = Options(indented: true);
    private static readonly JsonSerializerOptions Line = Options(indented: false);

    /// <summary>Over several lines, for people too.</summary>
    public static string Pretty<T>(T value) => JsonSerializer.Serialize(value, Indented);

    /// <summary>On one line, for JSON lines.</summary>
    public static string OneLine<T>(T value) => JsonSerializer.Serialize(value, Line);

    /// <summary>Reads what <see cref="Pretty"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Line) ?? throw new JsonException("The text is null.");

    /// <summary>A value as an object that more can be added to.</summary>
    public static JsonObject Node<T>(T value) => (JsonObject)JsonSerializer.SerializeToNode(value, Line)!;

    /// <summary>Adds all members of a value.</summary>
    public static void Add<T>(JsonObject target, T value)
    {
        foreach (var (name, member) in Node(value))
        {
            target[name] = member?.DeepClone();
        }
    }

    private static JsonSerializerOptions Options(bool indented) =>
        new()
        {
            WriteIndented = indented,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
}
