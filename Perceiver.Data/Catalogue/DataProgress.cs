namespace Perceiver.Data;

/// <summary>How far a file has come.</summary>
/// <param name="File">Its name.</param>
/// <param name="Done">Bytes that are here.</param>
/// <param name="Total">Bytes in all; null where nobody said.</param>
public readonly record struct DataProgress(string File, long Done, long? Total);
