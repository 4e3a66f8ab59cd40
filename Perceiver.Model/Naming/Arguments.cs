using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The arguments that another program makes a model with, as JSON.</summary>
internal readonly record struct Arguments(JsonElement Element)
{
    /// <summary>A group of arguments.</summary>
    public Arguments Group(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } group ? new(group) : throw Missing(name, "an object");

    /// <summary>Whether an argument is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A whole number; the fallback where there is none.</summary>
    public int Integer(string name, int? fallback = null) =>
        Find(name) is { } value
            ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
                ? number
                : throw Missing(name, "a whole number")
            : fallback ?? throw Missing(name, "a whole number");

    /// <summary>A whole number that something is divided by.</summary>
    public int Positive(string name) =>
        Integer(name) is > 0 and var number ? number : throw Refused(name, $"{Integer(name)}", "1 or more");

    /// <summary>A whole number, or null.</summary>
    public int? OptionalInteger(string name) => Has(name) ? Integer(name) : null;

    /// <summary>A number; the fallback where there is none.</summary>
    public double Number(string name, double? fallback = null) =>
        Find(name) is { } value
            ? value.ValueKind == JsonValueKind.Number
                ? value.GetDouble()
                : throw Missing(name, "a number")
            : fallback ?? throw Missing(name, "a number");

    /// <summary>True or false; the fallback where it is not said.</summary>
    public bool Flag(string name, bool? fallback = null) =>
        Find(name)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            null => fallback ?? throw Missing(name, "true or false"),
            _ => throw Missing(name, "true or false"),
        };

    /// <summary>A word; the fallback where there is none.</summary>
    public string Text(string name, string? fallback = null) =>
        Find(name) is { } value
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw Missing(name, "a word")
            : fallback ?? throw Missing(name, "a word");

    /// <summary>Whole numbers, one at least; a single one counts as a list of one.</summary>
    /// <param name="name">The argument.</param>
    /// <param name="count">How many there have to be; null for any number of them.</param>
    public EquatableArray<int> Integers(string name, int? count = null)
    {
        var numbers = Numbers(name);
        return numbers.Count == (count ?? Math.Max(1, numbers.Count)) && numbers.All(number => number == (int)number)
            ? numbers.Select(number => (int)number).ToEquatableArray()
            : throw Missing(name, count is null ? "a list of whole numbers" : $"a list of {count} whole numbers");
    }

    /// <summary>Numbers; a single one counts as a list of one.</summary>
    public EquatableArray<double> Numbers(string name) =>
        Find(name) switch
        {
            { ValueKind: JsonValueKind.Array } list when All(list, JsonValueKind.Number) => list.EnumerateArray()
                .Select(one => one.GetDouble())
                .ToEquatableArray(),
            { ValueKind: JsonValueKind.Number } one => [one.GetDouble()],
            _ => throw Missing(name, "a list of numbers"),
        };

    /// <summary>True or false for each of so many; a single one counts for all.</summary>
    public EquatableArray<bool> Flags(string name, int count) =>
        Find(name) switch
        {
            { ValueKind: JsonValueKind.Array } list when All(list, JsonValueKind.True, JsonValueKind.False) =>
                list.EnumerateArray().Select(one => one.GetBoolean()).ToEquatableArray(),
            { ValueKind: JsonValueKind.Array } => throw Missing(name, "a list of true and false"),
            null => [],
            _ => Enumerable.Repeat(Flag(name), count).ToEquatableArray(),
        };

    /// <summary>An argument that is there has a value that cannot be declared here.</summary>
    public static ArgumentException Refused(string name, string value, string wanted) =>
        new($"The argument {name} is {value}, but must be {wanted}.");

    private static bool All(JsonElement list, params JsonValueKind[] kinds) =>
        list.EnumerateArray().All(one => kinds.Contains(one.ValueKind));

    private JsonElement? Find(string name) =>
        Element.ValueKind == JsonValueKind.Object
        && Element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static ArgumentException Missing(string name, string wanted) =>
        new($"The argument {name} must be given: {wanted}.");
}
