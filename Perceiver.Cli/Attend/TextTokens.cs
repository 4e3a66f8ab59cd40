using System.Text;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>A text as a model reads it: its bytes, and a mask token for each <c>[MASK]</c> where the model knows such.</summary>
internal static class TextTokens
{
    /// <summary>What stands in a text for a byte that is to be found.</summary>
    public const string Mask = "[MASK]";

    /// <summary>The tokens of a text.</summary>
    /// <param name="input">The model's input.</param>
    /// <param name="task">Its task; a masked language model knows masks.</param>
    /// <param name="text">The text's bytes.</param>
    public static long[] Of(InputConfig.Tokens input, TaskConfig task, ReadOnlySpan<byte> text)
    {
        var first = TextFiles.FirstByte(input);
        var tokens = new List<long>();
        for (var i = 0; i < text.Length; i++)
        {
            if (task is TaskConfig.MaskedLanguageModel masked && text[i..].StartsWith("[MASK]"u8))
            {
                tokens.Add(masked.MaskToken);
                i += Mask.Length - 1;
            }
            else
            {
                tokens.Add(text[i] + first);
            }
        }

        return [.. tokens];
    }

    /// <summary>
    /// The tokens in pieces that can be shown: a character with all its bytes, a byte that is part of none, a token that
    /// is no byte.
    /// </summary>
    /// <param name="input">The model's input.</param>
    /// <param name="task">Its task.</param>
    /// <param name="tokens">The tokens.</param>
    public static IEnumerable<TextPiece> Pieces(InputConfig.Tokens input, TaskConfig task, IReadOnlyList<long> tokens)
    {
        var first = TextFiles.FirstByte(input);
        var place = 0;
        while (place < tokens.Count)
        {
            var token = tokens[place];
            if (token < first)
            {
                var isMask = task is TaskConfig.MaskedLanguageModel masked && masked.MaskToken == token;
                yield return new(isMask ? Mask : $"[{token}]", place, 1);
                place++;
                continue;
            }

            byte[] bytes =
            [
                .. tokens.Skip(place).Take(4).TakeWhile(one => one >= first).Select(one => (byte)(one - first)),
            ];
            var isCharacter = Rune.DecodeFromUtf8(bytes, out var rune, out _) == System.Buffers.OperationStatus.Done;
            var count = isCharacter ? rune.Utf8SequenceLength : 1;
            var shown =
                !isCharacter || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t')) ? $"\\x{bytes[0]:x2}"
                : rune.Value == '\n' ? "↵\n"
                : rune.ToString();
            yield return new(shown, place, count);
            place += count;
        }
    }
}
