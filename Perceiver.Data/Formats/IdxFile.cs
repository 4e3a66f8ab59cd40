using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>
/// An array of bytes in the IDX format: two zero bytes, the type (8: unsigned bytes), the number of dimensions, each
/// dimension as a big-endian 32-bit number, then the values.
/// </summary>
/// <param name="Dimensions">Sizes, outermost first.</param>
/// <param name="Values">The values, row-major.</param>
internal sealed record IdxFile(ImmutableArray<int> Dimensions, byte[] Values)
{
    /// <summary>No data set of this kind is near this; a header that says more is damaged.</summary>
    private const long LargestBytes = 1L << 29;

    /// <summary>Reads a gzipped IDX file of so many dimensions.</summary>
    public static Either<DataError, IdxFile> Read(string path, int rank)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var plain = new GZipStream(file, CompressionMode.Decompress);
            return Parse(plain, path, rank);
        }
        catch (InvalidDataException)
        {
            return new DataError(
                $"{path} is not a whole gzip file (damaged, truncated or of another kind); get it again"
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads IDX from a stream; <paramref name="where"/> names it in messages.</summary>
    public static Either<DataError, IdxFile> Parse(Stream stream, string where, int rank)
    {
        Span<byte> header = stackalloc byte[4];
        if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
        {
            return Truncated(where);
        }

        if (header[0] != 0 || header[1] != 0 || header[2] != 8)
        {
            return new DataError(
                $"{where} does not start as an IDX file of bytes does (0x{Convert.ToHexString(header)} instead of "
                    + $"0x0000080{rank}); get it again"
            );
        }

        if (header[3] != rank)
        {
            return new DataError(
                $"{where} has {header[3]} dimensions where {rank} belong; is it another file, renamed?"
            );
        }

        var dimensions = ImmutableArray.CreateBuilder<int>(rank);
        var total = 1L;
        for (var i = 0; i < rank; i++)
        {
            if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
            {
                return Truncated(where);
            }

            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size is 0 or > int.MaxValue || (total *= size) > LargestBytes)
            {
                return new DataError($"{where} declares an impossible size of {size} in dimension {i}; get it again");
            }

            dimensions.Add((int)size);
        }

        var values = new byte[total];
        var read = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < values.Length)
        {
            return Truncated(where);
        }

        return stream.ReadByte() < 0
            ? new IdxFile(dimensions.MoveToImmutable(), values)
            : new DataError($"{where} is longer than its header says ({values.Length} values); get it again");
    }

    private static DataError Truncated(string where) =>
        new($"{where} ends before all the values that its header declares; get it again");
}
