using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Whether a kind of image can be read here: tried with the smallest picture there is.</summary>
/// <param name="Name">The kind of image.</param>
/// <param name="Works">Whether it could be decoded.</param>
/// <param name="Problem">What is wrong where it could not.</param>
internal sealed record ImageLibrary(string Name, bool Works, EngineProblem Problem)
{
    // One grey pixel each.
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
    private const string Jpeg =
        "/9j/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAAL"
        + "CAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z";

    /// <summary>PNG and JPEG.</summary>
    public static IReadOnlyList<ImageLibrary> All => [Try("PNG", Png), Try("JPEG", Jpeg)];

    private static ImageLibrary Try(string name, string picture)
    {
        var result = ImageDecoder.Decode(Convert.FromBase64String(picture), name, 1);
        var message = result.Match(Right: _ => "", Left: error => error.Message);
        return new ImageLibrary(name, result.IsRight, new EngineProblem(message, null, Fatal: false));
    }
}
