using System.IO.Compression;
using System.Security.Cryptography;

namespace Perceiver.Data;

/// <summary>What a file must hash to.</summary>
/// <param name="Algorithm">MD5 where that is what the publisher gives, else SHA-256.</param>
/// <param name="Unzipped">
/// Whether the hash is of what is inside the gzip wrapper: publishers wrap the same bytes with other headers.
/// </param>
/// <param name="Hex">The hash, in lower-case hexadecimal.</param>
public sealed record DataChecksum(DataHash Algorithm, bool Unzipped, string Hex)
{
    /// <summary>Whether the file has it; a gzip file that cannot be read through has not.</summary>
    public bool Holds(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream stream = Unzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
            var hash = Algorithm == DataHash.Md5 ? MD5.HashData(stream) : SHA256.HashData(stream);
            return Convert.ToHexStringLower(hash) == Hex;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
