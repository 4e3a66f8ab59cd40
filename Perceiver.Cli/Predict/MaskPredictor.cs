using System.Text;
using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Fills in what a text leaves out: each <c>[MASK]</c> stands for one byte.</summary>
internal sealed class MaskPredictor(OpenedRun opened, int top) : Predictor
{
    public override Either<DataError, FilePrediction> Predict(string file)
    {
        var (input, task) = (
            (InputConfig.Tokens)opened.Model.Config.Model.Input,
            (TaskConfig.MaskedLanguageModel)opened.Model.Config.Task
        );
        return from bytes in TextFiles.Read(file)
            from tokens in Tokens(file, bytes, input, task)
            select Fill(file, tokens, input, task);
    }

    private static Either<DataError, long[]> Tokens(
        string file,
        byte[] bytes,
        InputConfig.Tokens input,
        TaskConfig.MaskedLanguageModel task
    )
    {
        var tokens = TextTokens.Of(input, task, bytes);
        if (!tokens.Contains(task.MaskToken))
        {
            return new DataError(
                $"{file} has nothing to fill in; write {TextTokens.Mask} for each byte that is to be found"
            );
        }

        return tokens.Length <= input.Length
            ? tokens
            : new DataError(
                $"{file} has {tokens.Length} bytes and masks, but the model reads {input.Length}; shorten it"
            );
    }

    private FilePrediction Fill(
        string file,
        long[] tokens,
        InputConfig.Tokens input,
        TaskConfig.MaskedLanguageModel task
    )
    {
        using var scope = NewDisposeScope();
        var first = TextFiles.FirstByte(input);

        // What is missing at the end is padding where the model knows such, and otherwise not there.
        var given = input.Padding is { } padding
            ? [.. tokens, .. Enumerable.Repeat((long)padding, input.Length - tokens.Length)]
            : tokens;
        var batch = new TokenBatch(tensor(given, [1, given.Length]));
        var scores = opened.Evaluator.Answer(opened.Parameters, batch);
        var bytes = new byte[tokens.Length];
        var masks = new List<object>();
        var lines = new List<string>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] != task.MaskToken)
            {
                bytes[i] = (byte)(tokens[i] - first);
                continue;
            }

            // Only a byte can stand in a text.
            var own = scores.AsSpan((i * input.Vocabulary) + first, 256);
            bytes[i] = (byte)LogitMath.Likeliest(own);
            var best = LabelProbability.Best(own, TextFiles.ByteName, top);
            masks.Add(new { Position = i, Predictions = best });
            var guesses = best.Select(guess => $"{guess.Label} {Numbers.Percent(guess.Probability)}");
            lines.Add($"  at {i}: {string.Join(", ", guesses)}");
        }

        var text = Encoding.UTF8.GetString(bytes);
        return new(
            new
            {
                File = file,
                Text = text,
                Masks = masks,
            },
            [text.TrimEnd('\n'), .. lines]
        );
    }
}
