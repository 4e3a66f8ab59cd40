using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Texts as bytes and tokens.</summary>
public static class TextFiles
{
    /// <summary>The bytes of a text file, plain or gzipped.</summary>
    public static Either<DataError, byte[]> Read(string path) => TextSource.Read(path);

    /// <summary>The token of byte 0: those before it have meanings of their own.</summary>
    public static int FirstByte(InputConfig.Tokens input) => TextBatches.FirstByte(input);

    /// <summary>A byte as people read it: a character in quotes, or its number.</summary>
    public static string ByteName(int value) => value is >= 0x20 and < 0x7f ? $"'{(char)value}'" : $"0x{value:x2}";
}
