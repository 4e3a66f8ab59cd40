using System.Collections.Immutable;
using System.Text.Json;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>From a header's JSON to arrays over the data: every entry checked, then the whole for holes and overlaps.</summary>
internal static class SafetensorsHeader
{
    private sealed record Entry(string Name, SafetensorsDtype Dtype, EquatableArray<long> Shape, long Begin, long End);

    private readonly record struct Failure(SafetensorsProblem Problem, string What);

    public static Either<DataError, SafetensorsFile> Decode(
        JsonElement root,
        long dataLength,
        Func<long, int, ReadOnlyMemory<byte>> window,
        string source
    )
    {
        var metadata = ImmutableSortedDictionary<string, string>.Empty;
        var entries = new List<Entry>();
        var seen = new System.Collections.Generic.HashSet<string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            var failure =
                !seen.Add(property.Name) ? new(SafetensorsProblem.DuplicateKey, "is there twice")
                : property.Name == SafetensorsFile.MetadataKey ? Text(property.Value, ref metadata)
                : Tensor(property, dataLength, entries);
            if (failure is { } problem)
            {
                return SafetensorsError.Of(source, problem.Problem, property.Name, problem.What);
            }
        }

        return Misplaced(entries, dataLength, source) is { } misplaced
            ? misplaced
            : new SafetensorsFile(
                [
                    .. entries.Select(e => new SafetensorsTensor(
                        e.Name,
                        e.Dtype,
                        e.Shape,
                        window(e.Begin, (int)(e.End - e.Begin))
                    )),
                ],
                metadata
            );
    }

    // Ties are empty arrays; they sort before the array that starts at the same place.
    private static SafetensorsError? Misplaced(List<Entry> entries, long dataLength, string source)
    {
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        var position = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != position)
            {
                var (problem, how) =
                    entry.Begin < position
                        ? (SafetensorsProblem.Overlap, "overlaps the array before it")
                        : (SafetensorsProblem.Hole, "leaves a hole before it");
                return SafetensorsError.Of(
                    source,
                    problem,
                    entry.Name,
                    $"{how}: it begins at {entry.Begin}, not {position}"
                );
            }

            position = entry.End;
        }

        return position == dataLength
            ? null
            : SafetensorsError.Of(
                source,
                SafetensorsProblem.Trailing,
                $"holds {dataLength} bytes of data and its header describes {position}"
            );
    }

    private static Failure? Text(JsonElement value, ref ImmutableSortedDictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new(SafetensorsProblem.Metadata, "must be an object of strings");
        }

        foreach (var pair in value.EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.String)
            {
                return new(SafetensorsProblem.Metadata, $"must hold strings, and '{pair.Name}' is none");
            }

            if (metadata.ContainsKey(pair.Name))
            {
                return new(SafetensorsProblem.DuplicateKey, $"names '{pair.Name}' twice");
            }

            metadata = metadata.Add(pair.Name, pair.Value.GetString()!);
        }

        return null;
    }

    private static Failure? Tensor(JsonProperty property, long dataLength, List<Entry> entries)
    {
        if (
            property.Value.ValueKind != JsonValueKind.Object
            || property.Value.EnumerateObject().Count() != 3
            || !property.Value.TryGetProperty("dtype", out var dtypeElement)
            || !property.Value.TryGetProperty("shape", out var shapeElement)
            || !property.Value.TryGetProperty("data_offsets", out var offsetsElement)
        )
        {
            return new(SafetensorsProblem.Entry, "must have dtype, shape and data_offsets and nothing else");
        }

        var name = dtypeElement.ValueKind == JsonValueKind.String ? dtypeElement.GetString()! : dtypeElement.ToString();
        if (SafetensorsDtypes.Parse(name) is not { } dtype)
        {
            return new(SafetensorsProblem.Dtype, $"has the unknown dtype '{name}' (known: {SafetensorsDtypes.Names})");
        }

        if (Numbers(shapeElement) is not { } shape)
        {
            return new(SafetensorsProblem.Entry, "has a shape that is not a list of whole numbers from 0");
        }

        if (Numbers(offsetsElement) is not [var begin, var end] || begin > end)
        {
            return new(SafetensorsProblem.Entry, "has data_offsets that are not [begin, end] with begin <= end");
        }

        if (end > dataLength)
        {
            return new(SafetensorsProblem.Truncated, $"ends at byte {end} of {dataLength}: the file is truncated");
        }

        if (dtype.ByteCount(shape) is not { } bytes)
        {
            return new(
                SafetensorsProblem.TooLarge,
                $"has a shape too large to count, or one that ends within a byte: [{string.Join(", ", shape)}] of {name}"
            );
        }

        if (bytes != end - begin)
        {
            return new(
                SafetensorsProblem.ByteCount,
                $"has {end - begin} bytes where its shape [{string.Join(", ", shape)}] of {name} needs {bytes}"
            );
        }

        if (bytes > Array.MaxLength)
        {
            return new(SafetensorsProblem.TooLarge, $"has {bytes} bytes; arrays over {Array.MaxLength} are not read");
        }

        entries.Add(new Entry(property.Name, dtype, EquatableArray.Create<long>(shape), begin, end));
        return null;
    }

    private static long[]? Numbers(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var numbers = new long[element.GetArrayLength()];
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
            {
                return null;
            }

            numbers[index++] = number;
        }

        return numbers;
    }
}
