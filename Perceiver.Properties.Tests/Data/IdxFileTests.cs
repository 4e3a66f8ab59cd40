using FsCheck;
using FsCheck.Xunit;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 50)]
    public void What_is_written_is_read(PositiveInt rows, PositiveInt columns, byte seed)
    {
        var (height, width) = (rows.Get % 40 + 1, columns.Get % 40 + 1);
        var values = Enumerable.Range(0, height * width).Select(i => (byte)(i * seed)).ToArray();
        var path = _folder.Write("a.gz", TestFiles.Gzip(TestFiles.Idx([height, width], values)));
        var read = IdxFile.Read(path, rank: 2).Value();
        Assert.Equal([height, width], read.Dimensions.ToArray());
        Assert.Equal(values, read.Values);
    }

    [Fact]
    public void Every_truncation_is_an_error()
    {
        var values = Enumerable.Range(0, 60).Select(i => (byte)(i * i)).ToArray();
        var whole = TestFiles.Gzip(TestFiles.Idx([3, 4, 5], values));
        for (var length = 0; length < whole.Length; length++)
        {
            var read = IdxFile.Read(_folder.Write("a.gz", whole[..length]), rank: 3);

            // In the last bytes, gzip's end and checksum, all values have already come.
            read.IfRight(file => Assert.Equal(values, file.Values));
            if (length < whole.Length - 16)
            {
                read.FailsWith("a.gz", "get it again");
            }
        }
    }

    [Fact]
    public void A_flipped_byte_never_changes_a_value_unnoticed()
    {
        var values = Enumerable.Range(0, 60).Select(i => (byte)(i * i)).ToArray();
        var whole = TestFiles.Gzip(TestFiles.Idx([3, 4, 5], values));
        var noticed = 0;
        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 0x10;
            var read = IdxFile.Read(_folder.Write("a.gz", damaged), rank: 3);
            noticed += read.IsLeft ? 1 : 0;
            read.IfRight(file => Assert.Equal(values, file.Values));
        }

        // Only fields without meaning (the time stamp, the system) may pass.
        Assert.InRange(noticed, whole.Length - 8, whole.Length);
    }

    [Fact]
    public void What_is_not_gzip_says_so() =>
        IdxFile.Read(_folder.Write("a.gz", "hello, I am text"), rank: 3).FailsWith("a.gz", "not a whole gzip file");

    [Theory]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 1, 7 }, "does not start as an IDX file")]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, "0x01020304")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 7 }, "3 dimensions where 1")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF, 7 }, "impossible size of 4294967295")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 0 }, "impossible size of 0")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7 }, "ends before")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0 }, "ends before")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 7, 7 }, "longer than its header")]
    public void A_wrong_header_or_length_is_named(byte[] content, string words) =>
        IdxFile.Read(_folder.Write("a.gz", TestFiles.Gzip(content)), rank: 1).FailsWith("a.gz", words);

    [Fact]
    public void An_absent_file_is_named() => IdxFile.Read(_folder["none.gz"], rank: 1).FailsWith("none.gz");
}
