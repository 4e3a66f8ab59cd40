namespace Perceiver.Data;

/// <summary>Tells what a file is that is not safetensors, by its first bytes.</summary>
internal static class ForeignFormat
{
    private const string Pickled =
        "reading a pickle runs whatever code its author put there, so none is read. In the program that made it, write "
        + "the weights with safetensors instead: save_file(model.state_dict(), \"weights.safetensors\")";

    private static readonly (byte[] Magic, string What)[] Known =
    [
        (
            [0x50, 0x4B, 0x03, 0x04],
            $"is a zip archive, as PyTorch writes .pt and .bin files, with a pickle in it: {Pickled}"
        ),
        ([0x80, 0x02], $"is a pickle: {Pickled}"),
        ([0x80, 0x03], $"is a pickle: {Pickled}"),
        ([0x80, 0x04], $"is a pickle: {Pickled}"),
        ([0x80, 0x05], $"is a pickle: {Pickled}"),
        ([0x89, 0x48, 0x44, 0x46], "is HDF5, as Keras writes .h5 files. Only safetensors is read: convert it there"),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "is a NumPy array. Only safetensors is read: convert it there"),
        ([0x1F, 0x8B], "is gzipped. Unpack it first"),
    ];

    /// <summary>What the file is, in words that end a sentence; null where its first bytes tell nothing.</summary>
    /// <remarks>Only asked of what cannot be safetensors: a header of 640 bytes begins like a pickle.</remarks>
    public static string? Of(ReadOnlySpan<byte> file)
    {
        foreach (var (magic, what) in Known)
        {
            if (file.StartsWith(magic))
            {
                return what;
            }
        }

        return null;
    }
}
