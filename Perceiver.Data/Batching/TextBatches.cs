using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>Batches of text.</summary>
internal static class TextBatches
{
    // What is masked in evaluation is the same each time, so that figures can be compared.
    private static readonly RngKey Evaluation = RngKey.FromSeed(0).Fold("evaluation.masks");

    /// <summary>Texts for a language model. A text's place and its masks are drawn from the key and its index alone.</summary>
    /// <param name="config">A config of tokens.</param>
    /// <param name="set">The text.</param>
    /// <param name="indices">Which examples, in this order.</param>
    /// <param name="key">What is drawn from; null means evaluation.</param>
    public static TrainingBatch Make(PerceiverConfig config, TextSet set, ReadOnlySpan<int> indices, RngKey? key)
    {
        var input = (InputConfig.Tokens)config.Model.Input;
        var firstByte = FirstByte(input);
        var answers = Answers(config);
        var tokens = new long[indices.Length * input.Length];
        var wanted = new long[indices.Length * answers];
        for (var i = 0; i < indices.Length; i++)
        {
            var own = key?.Fold(indices[i]);
            var text = set.Example(
                indices[i],
                own is { } drawn ? new RandomStream(drawn.Fold("place")).Below(set.Step) : 0
            );
            var row = tokens.AsSpan(i * input.Length, input.Length);
            var targets = wanted.AsSpan(i * answers, answers);
            Tokens(text[..input.Length], firstByte, row);
            switch (config.Task)
            {
                case TaskConfig.MaskedLanguageModel masked:
                    var masks = own?.Fold("masks") ?? Evaluation.Fold(indices[i]);
                    TokenMasking.Apply(masked, row, firstByte, masks, targets);
                    break;
                case TaskConfig.CausalLanguageModel:
                    Tokens(text[^answers..], firstByte, targets);
                    break;
                default:
                    row.CopyTo(targets);
                    break;
            }

            // After the task has looked: what is wanted stays what it was.
            if (own is { } change)
            {
                TokenMasking.Apply(config.Data.Augmentation, row, change.Fold("changes"));
            }
        }

        return new TrainingBatch<TokenBatch, TokenTargets>(
            new TokenBatch(tensor(tokens, [indices.Length, input.Length])),
            new TokenTargets(tensor(wanted, [indices.Length, answers]))
        );
    }

    /// <summary>Bytes that an example needs: an autoregressive model's last answer is the byte after its input.</summary>
    public static int Window(PerceiverConfig config) =>
        ((InputConfig.Tokens)config.Model.Input).Length + (config.Task is TaskConfig.CausalLanguageModel ? 1 : 0);

    /// <summary>How many answers an example has; examples follow each other at that distance.</summary>
    public static int Answers(PerceiverConfig config) =>
        config.Task is TaskConfig.CausalLanguageModel
            ? config.Model.Latents.Count
            : ((InputConfig.Tokens)config.Model.Input).Length;

    /// <summary>The token of byte 0; those before it have meanings of their own.</summary>
    public static int FirstByte(InputConfig.Tokens input) => input.Vocabulary - 256;

    private static void Tokens(ReadOnlySpan<byte> text, int firstByte, Span<long> tokens)
    {
        for (var i = 0; i < text.Length; i++)
        {
            tokens[i] = text[i] + firstByte;
        }
    }
}
