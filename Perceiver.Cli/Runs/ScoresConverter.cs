using System.Text.Json;
using System.Text.Json.Serialization;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Scores as one flat object: loss, figures, examples.</summary>
public sealed class ScoresConverter : JsonConverter<Scores>
{
    private const string Loss = "loss";
    private const string Examples = "examples";

    /// <inheritdoc/>
    public override Scores Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, double>>(ref reader, options);
        return
            values is not null && values.TryGetValue(Loss, out var loss) && values.TryGetValue(Examples, out var count)
            ? new Scores(
                loss,
                values
                    .Where(pair => pair.Key is not (Loss or Examples))
                    .Select(pair => new Figure(pair.Key, pair.Value))
                    .ToEquatableArray(),
                (int)count
            )
            : throw new JsonException("Scores have a loss and a number of examples.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Scores value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Number(Loss, value.Loss);
        foreach (var figure in value.Figures)
        {
            Number(figure.Name, figure.Value);
        }

        writer.WriteNumber(Examples, value.Examples);
        writer.WriteEndObject();

        void Number(string name, double number)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, number, options);
        }
    }
}
