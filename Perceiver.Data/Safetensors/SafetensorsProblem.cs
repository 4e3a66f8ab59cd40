namespace Perceiver.Data;

/// <summary>What keeps a file from being safetensors.</summary>
public enum SafetensorsProblem
{
    /// <summary>It cannot be opened.</summary>
    Unreadable,

    /// <summary>It is of another format: a pickle, an archive, HDF5.</summary>
    OtherFormat,

    /// <summary>It ends before its header or its data does.</summary>
    Truncated,

    /// <summary>Its header is too long, or no JSON object.</summary>
    Header,

    /// <summary>A key is there twice.</summary>
    DuplicateKey,

    /// <summary>A key's entry is not what the format wants: its fields, its shape, its offsets.</summary>
    Entry,

    /// <summary>A key's element type is unknown.</summary>
    Dtype,

    /// <summary>A key's shape holds more than can be counted, or more than can be read.</summary>
    TooLarge,

    /// <summary>A key's bytes are not as many as its shape and type need.</summary>
    ByteCount,

    /// <summary>A key's bytes belong to another key as well.</summary>
    Overlap,

    /// <summary>Bytes before a key's own belong to nobody.</summary>
    Hole,

    /// <summary>Bytes at the end belong to nobody.</summary>
    Trailing,

    /// <summary>The text pairs of <c>__metadata__</c> are not text.</summary>
    Metadata,
}
