using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Which tokens of a text a masked language model has to find, and what stands in their places (1810.04805, section 3.1).</summary>
internal static class TokenMasking
{
    /// <summary>
    /// Masks a share of the tokens, the same number in each text; some of them become a random byte instead, and some
    /// stay. At least one is masked.
    /// </summary>
    /// <param name="task">The shares, and the mask token.</param>
    /// <param name="tokens">The text; what it becomes stands here afterwards.</param>
    /// <param name="firstByte">The token of byte 0: random tokens are bytes.</param>
    /// <param name="key">Decides all of it.</param>
    /// <param name="wanted">The tokens to find; <see cref="TokenTargets.Unasked"/> elsewhere.</param>
    public static void Apply(
        TaskConfig.MaskedLanguageModel task,
        Span<long> tokens,
        int firstByte,
        RngKey key,
        Span<long> wanted
    )
    {
        var stream = new RandomStream(key);
        wanted.Fill(TokenTargets.Unasked);
        var count = Math.Max(1, (int)Math.Round(tokens.Length * task.MaskShare));
        foreach (var place in stream.Permutation(tokens.Length).AsSpan(0, count))
        {
            wanted[place] = tokens[place];
            var fate = stream.Uniform();
            if (fate < task.RandomShare)
            {
                tokens[place] = firstByte + stream.Below(256);
            }
            else if (fate >= task.RandomShare + task.KeptShare)
            {
                tokens[place] = task.MaskToken;
            }
        }
    }

    /// <summary>The config's byte masking: a share of the tokens becomes the mask, the same number in each text.</summary>
    /// <param name="changes">What is done, in this order.</param>
    /// <param name="tokens">The text; what it becomes stands here afterwards.</param>
    /// <param name="key">The text's own; each change folds in its place in the list.</param>
    public static void Apply(EquatableArray<AugmentationConfig> changes, Span<long> tokens, RngKey key)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i] is AugmentationConfig.ByteMasking mask)
            {
                var count = (int)Math.Round(tokens.Length * mask.Share);
                foreach (var place in new RandomStream(key.Fold(i)).Permutation(tokens.Length).AsSpan(0, count))
                {
                    tokens[place] = mask.Token;
                }
            }
        }
    }
}
