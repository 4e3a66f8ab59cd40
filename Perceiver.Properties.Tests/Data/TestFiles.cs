using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Writes small files in the formats that the product reads, by means of its own.</summary>
internal static class TestFiles
{
    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Idx(int[] dimensions, byte[] values)
    {
        var header = new byte[4 + (4 * dimensions.Length)];
        header[2] = 8;
        header[3] = (byte)dimensions.Length;
        for (var i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        return [.. header, .. values];
    }

    /// <summary>The four files of a small Fashion-MNIST: image i is filled with the value i.</summary>
    public static void FashionMnist(TemporaryFolder folder, int train, int test, Func<int, byte> label)
    {
        foreach (var (prefix, count) in new[] { ("train", train), ("t10k", test) })
        {
            var pixels = Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)i, 28 * 28)).ToArray();
            var labels = Enumerable.Range(0, count).Select(label).ToArray();
            folder.Write($"fashion-mnist/{prefix}-images-idx3-ubyte.gz", Gzip(Idx([count, 28, 28], pixels)));
            folder.Write($"fashion-mnist/{prefix}-labels-idx1-ubyte.gz", Gzip(Idx([count], labels)));
        }
    }

    /// <summary>CIFAR-100 records with given labels; red is the record's number, green and blue count along the plane.</summary>
    public static byte[] CifarRecords(int count, Func<int, (byte Coarse, byte Fine)> labels)
    {
        var records = new byte[count * 3074];
        for (var i = 0; i < count; i++)
        {
            var record = records.AsSpan(i * 3074, 3074);
            (record[0], record[1]) = labels(i);
            for (var p = 0; p < 1024; p++)
            {
                record[2 + p] = (byte)i;
                record[2 + 1024 + p] = (byte)p;
                record[2 + 2048 + p] = (byte)(p / 32);
            }
        }

        return records;
    }

    /// <summary>The files of a small CIFAR-100 by name.</summary>
    public static Dictionary<string, byte[]> Cifar(int train, int test) =>
        new()
        {
            ["train.bin"] = CifarRecords(train, i => ((byte)(i % 20), (byte)(i % 100))),
            ["test.bin"] = CifarRecords(test, i => ((byte)(i % 20), (byte)(99 - (i % 100)))),
            ["fine_label_names.txt"] = Names("fine", 100),
            ["coarse_label_names.txt"] = Names("coarse", 20),
        };

    /// <summary>A tar.gz archive of these files, in this order.</summary>
    public static byte[] TarGz(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var plain = new MemoryStream();
        using (var tar = new TarWriter(plain, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(
                    new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) }
                );
            }
        }

        return Gzip(plain.ToArray());
    }

    private static byte[] Names(string kind, int count) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => $"{kind}_{i}\n")));
}
