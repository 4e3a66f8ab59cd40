namespace Perceiver.Data;

/// <summary>A safetensors file whose arrays are windows on the disk's bytes; closing it ends them.</summary>
public sealed class MappedSafetensors : IDisposable
{
    private readonly MappedFile _bytes;

    internal MappedSafetensors(MappedFile bytes, SafetensorsFile file) => (_bytes, File) = (bytes, file);

    /// <summary>Its content.</summary>
    public SafetensorsFile File { get; }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();
}
