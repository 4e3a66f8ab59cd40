using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Properties.Tests.Safetensors;

/// <summary>Files of up to four small arrays of all element types, empty ones and scalars among them.</summary>
public static class SafetensorsGen
{
    public static Arbitrary<SafetensorsFile> Files() =>
        (
            from count in Gen.Choose(0, 4)
            from tensors in Gen.CollectToArray(Enumerable.Range(0, count).Select(Tensor))
            from pairs in Gen.Choose(0, 2)
            select new SafetensorsFile(
                [.. tensors],
                Enumerable.Range(0, pairs).ToImmutableSortedDictionary(i => $"key \"{i}\"", i => $"wert ä {i}")
            )
        ).ToArbitrary();

    private static Gen<SafetensorsTensor> Tensor(int index) =>
        from dtype in Gen.Elements(Enum.GetValues<SafetensorsDtype>())
        from rank in Gen.Choose(0, 3)
        from sizes in Gen.Choose(0, 4).ArrayOf(rank)
        // Elements of 4 or 6 bits must fill whole bytes.
        let shape = dtype.Bits() < 8 ? [.. sizes, 4] : sizes
        from seed in Gen.Choose(0, int.MaxValue)
        select Filled($"layer.{index}/ä", dtype, shape.Select(size => (long)size).ToEquatableArray(), seed);

    private static SafetensorsTensor Filled(string name, SafetensorsDtype dtype, EquatableArray<long> shape, int seed)
    {
        var bytes = new byte[(int)dtype.ByteCount(shape)!.Value];
        new Random(seed).NextBytes(bytes);
        return new SafetensorsTensor(name, dtype, shape, bytes);
    }
}
