using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Encodes images: PNG by hand, so that libpng is not its own judge; JPEG through TurboJPEG.</summary>
internal static unsafe class TestImages
{
    /// <summary>A PNG file of one, two, three or four 8- or 16-bit samples per pixel (grey, grey-alpha, RGB, RGBA).</summary>
    public static byte[] Png(int height, int width, int samples, byte[] pixels, int depth = 8)
    {
        byte colourType = samples switch
        {
            1 => 0,
            2 => 4,
            3 => 2,
            _ => 6,
        };
        var stride = width * samples * depth / 8;
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels, y * stride, stride);
            }
        }

        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR", Header(height, width, depth, colourType)),
            .. Chunk("IDAT", rows.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>A PNG file that declares a size and holds next to nothing.</summary>
    public static byte[] HollowPng(int height, int width) =>
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR", Header(height, width, 8, 0)),
            .. Chunk("IDAT", [0x78, 0x9C, 0x01]),
            .. Chunk("IEND", []),
        ];

    /// <summary>A JPEG file of grey (1) or RGB (3) pixels, without chroma subsampling.</summary>
    public static byte[] Jpeg(int height, int width, int channels, byte[] pixels, int quality = 95)
    {
        var handle = tjInitCompress();
        byte* file = null;
        try
        {
            var size = new CULong(0);
            fixed (byte* source = pixels)
            {
                var (format, sampling) = channels == 1 ? (6, 3) : (0, 0);
                var failed = tjCompress2(handle, source, width, 0, height, format, &file, &size, sampling, quality, 0);
                Assert.Equal(0, failed);
            }

            return new ReadOnlySpan<byte>(file, (int)size.Value).ToArray();
        }
        finally
        {
            tjFree(file);
            _ = tjDestroy(handle);
        }
    }

    /// <summary>A picture without sharp edges, which JPEG hardly changes.</summary>
    public static byte[] Smooth(int height, int width, int channels) =>
        [
            .. Enumerable
                .Range(0, height * width * channels)
                .Select(i =>
                {
                    var (y, x, c) = (i / channels / width, i / channels % width, i % channels);
                    return (byte)(128 + (60 * Math.Sin((y + (c * 7)) / 9.0)) + (50 * Math.Cos((x - (c * 5)) / 11.0)));
                }),
        ];

    private static byte[] Header(int height, int width, int depth, byte colourType)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = colourType;
        return header;
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var length = new byte[4];
        var sum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(named));
        return [.. length, .. named, .. sum];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    [DllImport("libturbojpeg.so.0")]
    private static extern IntPtr tjInitCompress();

    [DllImport("libturbojpeg.so.0")]
    private static extern int tjCompress2(
        IntPtr handle,
        byte* source,
        int width,
        int pitch,
        int height,
        int format,
        byte** file,
        CULong* size,
        int sampling,
        int quality,
        int flags
    );

    [DllImport("libturbojpeg.so.0")]
    private static extern void tjFree(byte* file);

    [DllImport("libturbojpeg.so.0")]
    private static extern int tjDestroy(IntPtr handle);
}
