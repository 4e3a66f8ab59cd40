namespace Perceiver.Data;

/// <summary>Hashes in the catalogue.</summary>
public enum DataHash
{
    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>MD5: guards against damage, not against malice.</summary>
    Md5,
}
