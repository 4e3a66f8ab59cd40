using System.Buffers.Binary;
using System.Text;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Safetensors;

/// <summary>Each kind of wrong file is refused with a message that names the file and the key.</summary>
public sealed class RefusalTests
{
    private const string Good = """{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""";

    [Theory]
    [InlineData("""{"a":[]}""", 0, "'a' must have dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}""", 8, "nothing else")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown dtype 'F31'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", 8, "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "needs 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "begin <= end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "leaves a hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "too large")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "'__metadata__' must hold strings")]
    [InlineData("""{"__metadata__":[]}""", 0, "'__metadata__' must be an object")]
    [InlineData("""[1]""", 0, "does not begin its header with '{'")]
    [InlineData("""{"a":""", 0, "not JSON")]
    public void A_wrong_header_is_refused(string header, int data, string word) => Refused(File(header, data), word);

    [Fact]
    public void Duplicates_overlaps_and_data_without_owner_are_refused()
    {
        Refused(File($$"""{"a":{{Good}},"a":{{Good}}}""", 8), "names 'a' twice");
        Refused(
            File($$$"""{"a":{{{Good}}},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12),
            "'b' overlaps the array before it"
        );
        Refused(File($$"""{"a":{{Good}}}""", 16), "describes 8");
    }

    [Fact]
    public void A_header_longer_than_the_file_or_the_limit_is_refused()
    {
        var file = File($$"""{"a":{{Good}}}""", 8);
        BinaryPrimitives.WriteUInt64LittleEndian(file, 1000);
        Refused(file, "truncated");
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue);
        Refused(file, "at most");
        Refused([1, 2, 3], "less than");
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_value() =>
        Assert.True(SafetensorsReader.ReadFile("/nowhere/x.safetensors").IsLeft);

    [Fact]
    public void Writing_a_name_twice_is_refused()
    {
        var array = new SafetensorsTensor("a", SafetensorsDtype.U8, [1], new byte[1]);
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.ToBytes(SafetensorsFile.Of([array, array])));
        Assert.Throws<ArgumentException>(() =>
            SafetensorsWriter.ToBytes(SafetensorsFile.Of([array with { Shape = [2] }]))
        );
    }

    private static byte[] File(string header, int data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. new byte[data]];
    }

    private static void Refused(byte[] file, string word) =>
        SafetensorsReader
            .Read(file, "weights.safetensors")
            .Match(
                Right: _ => Assert.Fail("It was read."),
                Left: error =>
                {
                    Assert.StartsWith("weights.safetensors", error.Message);
                    Assert.Contains(word, error.Message);
                }
            );
}
