using System.Text;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Texts as an autoregressive model of bytes goes on with them. The last 256 tokens of its vocabulary are the bytes.</summary>
/// <param name="config">The config.</param>
/// <param name="parameters">Its weights.</param>
public sealed class ByteWriter(PerceiverConfig config, PerceiverParameters parameters)
{
    /// <summary>The text piece by piece; a character comes when its last byte is there, and what is no byte is left out.</summary>
    /// <exception cref="CommandFailure">The model does not write bytes, or an option is outside its range.</exception>
    public IEnumerable<string> Continue(
        string prompt,
        int tokens,
        SamplingOptions sampling,
        RngKey key,
        int? latents = null,
        int slide = 1,
        bool cached = true
    )
    {
        var input = Input();
        var bytes = Encoding.UTF8.GetBytes(prompt);
        if (bytes.Length == 0)
        {
            throw CommandFailure.Usage("the prompt is empty; give at least one character.");
        }

        if (sampling is not { Temperature: >= 0 and < double.PositiveInfinity, TopP: > 0 and <= 1 })
        {
            throw CommandFailure.Usage("--temperature wants a number from 0 on, --top-p one above 0 and at most 1.");
        }

        var most = config.Model.Latents.Count;
        if (slide > most || latents > most)
        {
            throw CommandFailure.Usage($"the model has {most} latents: --latents and --slide can be no more.");
        }

        return Written(TextTokens.Of(input, config.Task, bytes), tokens, sampling, key, latents, slide, cached);
    }

    private IEnumerable<string> Written(
        long[] prompt,
        int tokens,
        SamplingOptions sampling,
        RngKey key,
        int? latents,
        int slide,
        bool cached
    )
    {
        var (first, decoder, letters) = (TextFiles.FirstByte(Input()), Encoding.UTF8.GetDecoder(), new char[4]);
        var state = Kept(TextGeneration.Begin(config, parameters, [prompt], latents, slide, cached));
        try
        {
            for (var i = 0; i < tokens; i++)
            {
                var token = TextGeneration.Choose(config, state, sampling, key);
                var earlier = state;
                state = Kept(TextGeneration.Append(config, parameters, earlier, token));
                earlier.Release();
                if (token[0] >= first)
                {
                    var count = decoder.GetChars([(byte)(token[0] - first)], letters, flush: false);
                    yield return new string(letters, 0, count);
                }
            }
        }
        finally
        {
            state.Release();
        }
    }

    // A state outlives the call that made it.
    private static GenerationState Kept(GenerationState state)
    {
        state.Keep();
        return state;
    }

    private InputConfig.Tokens Input() =>
        config
            is { Task: TaskConfig.CausalLanguageModel, Model.Input: InputConfig.Tokens { Vocabulary: >= 256 } tokens }
            ? tokens
            : throw new CommandFailure(
                "generate goes on with texts of bytes; the model of this run does something else."
            );
}
