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
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "'a' has the unknown dtype 'F31'")]
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
        Refused(File($$"""{"a":{{Good}},"a":{{Good}}}""", 8), "'a' is there twice");
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

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,8]}}""", 8, SafetensorsProblem.ByteCount)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, SafetensorsProblem.Truncated)]
    [InlineData("""{"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""", 8, SafetensorsProblem.Dtype)]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, SafetensorsProblem.TooLarge)]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""",
        0,
        SafetensorsProblem.TooLarge
    )]
    [InlineData(
        """{"a":{"dtype":"F64","shape":[4611686018427387904],"data_offsets":[0,0]}}""",
        0,
        SafetensorsProblem.TooLarge
    )]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, SafetensorsProblem.Hole)]
    public void A_wrong_array_is_a_typed_error_that_names_file_and_key(
        string header,
        int data,
        SafetensorsProblem problem
    )
    {
        var error = Error(File(header, data));
        Assert.Equal((problem, "weights.safetensors", "a"), (error.Problem, error.File, error.Key));
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0x08, 0x08 }, "PyTorch")]
    [InlineData(new byte[] { 0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46 }, "pickle")]
    [InlineData(new byte[] { 0x80, 0x04, 0x95, 0x10, 0, 0, 0, 0 }, "pickle")]
    [InlineData(new byte[] { 0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A }, "HDF5")]
    public void Another_format_under_this_name_is_refused_with_the_reason(byte[] start, string reason)
    {
        var error = Error([.. start, .. new byte[4000]]);
        Assert.Equal((SafetensorsProblem.OtherFormat, "weights.safetensors"), (error.Problem, error.File));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_as_long_as_a_pickle_begins_is_a_header()
    {
        // 0x0280 bytes: the length is written 80 02, like the start of a pickle.
        var header = $$"""{"a":{{Good}}}""".PadRight(0x280);
        Assert.True(SafetensorsReader.Read(File(header, 8), "x").IsRight);
    }

    [Fact]
    public void A_header_of_up_to_a_hundred_megabytes_is_read()
    {
        var header = $$"""{"a":{{Good}}}""".PadRight(SafetensorsReader.HeaderLimit);
        Assert.True(SafetensorsReader.Read(File(header, 8), "x").IsRight);
        Assert.Equal(SafetensorsProblem.Header, Error(File(header + " ", 8)).Problem);
    }

    [Fact]
    public void A_mapped_file_is_refused_like_one_that_is_read()
    {
        using var folder = new Data.TemporaryFolder();
        var path = Path.Combine(folder.Path, "weights.safetensors");
        System.IO.File.WriteAllBytes(path, File($$"""{"a":{{Good}}}""", 9));
        SafetensorsReader
            .Map(path)
            .Match(
                Right: _ => Assert.Fail("It was mapped."),
                Left: error => Assert.Equal(SafetensorsProblem.Trailing, ((SafetensorsError)error).Problem)
            );
        System.IO.File.WriteAllBytes(path, []);
        Assert.True(SafetensorsReader.Map(path).IsLeft);
        Assert.True(SafetensorsReader.Map(path + ".gone").IsLeft);
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

    private static SafetensorsError Error(byte[] file) =>
        (SafetensorsError)
            SafetensorsReader
                .Read(file, "weights.safetensors")
                .Match<DataError>(Right: _ => throw new Xunit.Sdk.XunitException("It was read."), Left: error => error);

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
