namespace Perceiver.Data;

/// <summary>One image of a labelled folder, before it is decoded.</summary>
/// <param name="File">Its path relative to the folder, with forward slashes.</param>
/// <param name="Label">Its class, as written.</param>
/// <param name="Group">What it must share a part with (a patient); null where it stands alone.</param>
/// <param name="Where">Where it is listed, for messages.</param>
internal sealed record ImageEntry(string File, string Label, string? Group, string Where);
