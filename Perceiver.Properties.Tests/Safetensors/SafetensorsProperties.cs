using FsCheck;
using FsCheck.Xunit;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Safetensors;

[Properties(Arbitrary = [typeof(SafetensorsGen)])]
public sealed class SafetensorsProperties
{
    [Property]
    public void What_is_written_is_read(SafetensorsFile file)
    {
        var bytes = SafetensorsWriter.ToBytes(file);
        var read = SafetensorsReader
            .Read(bytes, "test")
            .Match(Right: value => value, Left: error => throw new Xunit.Sdk.XunitException(error.Message));
        Assert.Equal(file.Metadata, read.Metadata);
        Assert.Equal(file.Tensors.Length, read.Tensors.Length);
        foreach (var tensor in file.Tensors)
        {
            var found = read.Find(tensor.Name)!;
            Assert.Equal((tensor.Dtype, tensor.Shape), (found.Dtype, found.Shape));
            Assert.Equal(tensor.Bytes.ToArray(), found.Bytes.ToArray());
        }

        Assert.Equal(0, BitConverter.ToInt64(bytes) % 8);
    }

    [Property(MaxTest = 30)]
    public void A_mapped_file_is_the_file_that_was_read(SafetensorsFile file)
    {
        using var folder = new Data.TemporaryFolder();
        var path = Path.Combine(folder.Path, "weights.safetensors");
        File.WriteAllBytes(path, SafetensorsWriter.ToBytes(file));
        using var mapped = SafetensorsReader
            .Map(path)
            .Match(Right: value => value, Left: error => throw new Xunit.Sdk.XunitException(error.Message));
        Assert.Equal(SafetensorsWriter.ToBytes(file), SafetensorsWriter.ToBytes(mapped.File));
    }

    [Property]
    public void A_shorter_or_longer_file_is_refused(SafetensorsFile file, PositiveInt cut)
    {
        var bytes = SafetensorsWriter.ToBytes(file);
        Assert.True(
            SafetensorsReader
                .Read(bytes.AsMemory(0, bytes.Length - 1 - (cut.Get % bytes.Length % 64 % bytes.Length)), "x")
                .IsLeft
        );
        Assert.True(SafetensorsReader.Read((byte[])[.. bytes, 0], "x").IsLeft);
    }

    [Property(MaxTest = 2000)]
    public void Any_bytes_give_a_value_or_an_error(SafetensorsFile file, int seed)
    {
        var bytes = SafetensorsWriter.ToBytes(file);
        var random = new Random(seed);
        for (var i = 0; i < 3; i++)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        // Reading must not throw; a value that comes out lies within the bytes.
        SafetensorsReader
            .Read(bytes, "x")
            .Match(
                Right: read => Assert.True(read.Tensors.Sum(tensor => (long)tensor.Bytes.Length) <= bytes.Length),
                Left: error => Assert.StartsWith("x: ", error.Message)
            );
    }
}
