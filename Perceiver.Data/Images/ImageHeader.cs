using System.Buffers.Binary;

namespace Perceiver.Data;

/// <summary>What an image file says about itself, read without decoding or allocating anything.</summary>
internal readonly record struct ImageHeader(ImageFormat Format, long Width, long Height)
{
    /// <summary>
    /// The header of a PNG or JPEG file; null for any other file. The size is 0 x 0 where the file ends before it says.
    /// </summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        if (file.StartsWith(png))
        {
            // The signature, the first chunk's length and name (IHDR), then width and height.
            return file.Length < 24
                ? new ImageHeader(ImageFormat.Png, 0, 0)
                : new ImageHeader(
                    ImageFormat.Png,
                    BinaryPrimitives.ReadUInt32BigEndian(file[16..]),
                    BinaryPrimitives.ReadUInt32BigEndian(file[20..])
                );
        }

        return file is [0xFF, 0xD8, 0xFF, ..] ? ReadJpeg(file) : null;
    }

    private static ImageHeader ReadJpeg(ReadOnlySpan<byte> file)
    {
        var position = 2;
        while (position + 9 <= file.Length && file[position] == 0xFF)
        {
            var marker = file[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }

            // A frame header: SOF0..SOF15 without the markers for tables (C4, C8, CC) among them.
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return new ImageHeader(
                    ImageFormat.Jpeg,
                    BinaryPrimitives.ReadUInt16BigEndian(file[(position + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(position + 5)..])
                );
            }

            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(position + 2)..]);
        }

        return new ImageHeader(ImageFormat.Jpeg, 0, 0);
    }
}
