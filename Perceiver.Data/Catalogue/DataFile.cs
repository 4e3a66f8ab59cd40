namespace Perceiver.Data;

/// <summary>One file of a data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it is published; null where it cannot be downloaded.</param>
/// <param name="Size">Its size in bytes, about.</param>
/// <param name="Checksum">What its bytes must hash to; null where nobody published that.</param>
public sealed record DataFile(string Name, string? Url, long Size, DataChecksum? Checksum);
