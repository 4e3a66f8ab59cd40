using System.Collections.Immutable;
using System.Text.Json;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>From a header's JSON to arrays over the data: every entry checked, then the whole for holes and overlaps.</summary>
internal static class SafetensorsHeader
{
    private sealed record Entry(string Name, SafetensorsDtype Dtype, EquatableArray<long> Shape, long Begin, long End);

    public static Either<DataError, SafetensorsFile> Decode(JsonElement root, ReadOnlyMemory<byte> data, string source)
    {
        var metadata = ImmutableSortedDictionary<string, string>.Empty;
        var entries = new List<Entry>();
        var seen = new System.Collections.Generic.HashSet<string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                return SafetensorsReader.Error(source, $"names '{property.Name}' twice");
            }

            var failure =
                property.Name == SafetensorsFile.MetadataKey
                    ? Text(property.Value, ref metadata)
                    : Tensor(property, data.Length, entries);
            if (failure is not null)
            {
                return SafetensorsReader.Error(source, $"'{property.Name}' {failure}");
            }
        }

        // Ties are empty arrays; they sort before the array that starts at the same place.
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        var position = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != position)
            {
                var how = entry.Begin < position ? "overlaps the array before it" : "leaves a hole before it";
                return SafetensorsReader.Error(
                    source,
                    $"'{entry.Name}' {how}: it begins at {entry.Begin}, not {position}"
                );
            }

            position = entry.End;
        }

        if (position != data.Length)
        {
            return SafetensorsReader.Error(
                source,
                $"holds {data.Length} bytes of data and its header describes {position}"
            );
        }

        var tensors = entries.Select(e => new SafetensorsTensor(
            e.Name,
            e.Dtype,
            e.Shape,
            data[(int)e.Begin..(int)e.End]
        ));
        return new SafetensorsFile([.. tensors], metadata);
    }

    private static string? Text(JsonElement value, ref ImmutableSortedDictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return "must be an object of strings";
        }

        foreach (var pair in value.EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.String)
            {
                return $"must hold strings, and '{pair.Name}' is none";
            }

            if (metadata.ContainsKey(pair.Name))
            {
                return $"names '{pair.Name}' twice";
            }

            metadata = metadata.Add(pair.Name, pair.Value.GetString()!);
        }

        return null;
    }

    private static string? Tensor(JsonProperty property, int dataLength, List<Entry> entries)
    {
        if (
            property.Value.ValueKind != JsonValueKind.Object
            || property.Value.EnumerateObject().Count() != 3
            || !property.Value.TryGetProperty("dtype", out var dtypeElement)
            || !property.Value.TryGetProperty("shape", out var shapeElement)
            || !property.Value.TryGetProperty("data_offsets", out var offsetsElement)
        )
        {
            return "must have dtype, shape and data_offsets and nothing else";
        }

        var name = dtypeElement.ValueKind == JsonValueKind.String ? dtypeElement.GetString()! : dtypeElement.ToString();
        if (SafetensorsDtypes.Parse(name) is not { } dtype)
        {
            return $"has the unknown dtype '{name}' (known: {SafetensorsDtypes.Names})";
        }

        if (Numbers(shapeElement) is not { } shape)
        {
            return "has a shape that is not a list of whole numbers from 0";
        }

        if (Numbers(offsetsElement) is not [var begin, var end] || begin > end)
        {
            return "has data_offsets that are not [begin, end] with begin <= end";
        }

        if (end > dataLength)
        {
            return $"ends at byte {end} of {dataLength}: the file is truncated";
        }

        if (ByteCount(shape, dtype) is not { } bytes)
        {
            return $"has a shape too large to count: [{string.Join(", ", shape)}]";
        }

        if (bytes != end - begin)
        {
            return $"has {end - begin} bytes where its shape [{string.Join(", ", shape)}] of {name} needs {bytes}";
        }

        entries.Add(new Entry(property.Name, dtype, EquatableArray.Create<long>(shape), begin, end));
        return null;
    }

    private static long? ByteCount(long[] shape, SafetensorsDtype dtype)
    {
        try
        {
            return shape.Aggregate((long)dtype.Size(), (product, size) => checked(product * size));
        }
        catch (OverflowException)
        {
            return null;
        }
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
