namespace Perceiver.Model;

/// <summary>Libraries of matrix products.</summary>
public enum BlasKind
{
    /// <summary>None was recognised; libtorch may carry one inside itself.</summary>
    Unknown,

    /// <summary>OpenBLAS: what is wanted.</summary>
    OpenBlas,

    /// <summary>The reference implementation: right, and many times slower.</summary>
    Reference,

    /// <summary>Another fast one (BLIS, ATLAS, MKL).</summary>
    Other,
}
