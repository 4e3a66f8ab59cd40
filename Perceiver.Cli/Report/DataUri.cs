namespace Perceiver.Cli;

/// <summary>Files as part of a page.</summary>
internal static class DataUri
{
    /// <summary>A PNG file's content as an address.</summary>
    public static string Png(string path) => "data:image/png;base64," + Convert.ToBase64String(File.ReadAllBytes(path));
}
