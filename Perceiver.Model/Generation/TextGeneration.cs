using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Writing text with an autoregressive model (2202.07765): a prompt is read once, then each token costs one query to what
/// is kept of those before it. What comes out is what reading everything anew each time gives.
/// </summary>
public static class TextGeneration
{
    /// <summary>Reads prompts, of any lengths: shorter ones are padded on the left.</summary>
    /// <param name="config">An autoregressive model of text.</param>
    /// <param name="p">Its weights.</param>
    /// <param name="prompts">The tokens of each, at least one; of long ones the last are read.</param>
    /// <param name="latents">How many of the last tokens are latents at first; null for half of what the model has.</param>
    /// <param name="slide">By how many tokens the latents' first place moves when it must.</param>
    /// <param name="cached">Whether to keep what was read; without, every token is a pass over all of them.</param>
    /// <returns>A state whose tensors are the caller's.</returns>
    /// <exception cref="ArgumentException">The model does not write text, or a prompt is empty or has no such token.</exception>
    public static GenerationState Begin(
        PerceiverConfig config,
        PerceiverParameters p,
        IReadOnlyList<IReadOnlyList<long>> prompts,
        int? latents = null,
        int slide = 1,
        bool cached = true
    )
    {
        var tokens = Tokens(config);
        foreach (var prompt in prompts)
        {
            if (prompt.Count == 0 || prompt.Any(token => token < 0 || token >= tokens.Vocabulary))
            {
                throw new ArgumentException(
                    $"A prompt has at least one token, and tokens are from 0 to {tokens.Vocabulary - 1}.",
                    nameof(prompts)
                );
            }
        }

        var most = config.Model.Latents.Count;
        var length = prompts.Max(prompt => prompt.Count);
        var window = GenerationWindow.Over(length, latents ?? Math.Max(1, most / 2), tokens.Length, most, slide);
        var padding = tokens.Padding ?? 0;
        var state = new GenerationState(
            prompts
                .Select(prompt =>
                    Enumerable.Repeat((long)padding, length - prompt.Count).Concat(prompt).ToEquatableArray()
                )
                .ToEquatableArray(),
            prompts.Select(prompt => length - prompt.Count).ToEquatableArray(),
            window,
            [],
            // A softmax over the latents changes with each of them: nothing that was read stays.
            cached && !config.Model.Encoder.Inverted.Contains(true)
        );
        return Read(config, p, state, []);
    }

    /// <summary>The state after one token more for each text. The earlier state stays as it is.</summary>
    /// <param name="config">The model.</param>
    /// <param name="p">Its weights.</param>
    /// <param name="state">The texts so far.</param>
    /// <param name="tokens">The token of each.</param>
    public static GenerationState Append(
        PerceiverConfig config,
        PerceiverParameters p,
        GenerationState state,
        IReadOnlyList<long> tokens
    )
    {
        var next = state with
        {
            Texts = state.Texts.Zip(tokens, (text, token) => text.Append(token).ToEquatableArray()).ToEquatableArray(),
            Window = state.Window.Next(),
        };
        return Read(config, p, next, next.Window.Continues(state.Window) ? state.Memories : []);
    }

    /// <summary>The tokens that are drawn next, one for each text; never padding.</summary>
    /// <param name="config">The model.</param>
    /// <param name="state">The texts so far.</param>
    /// <param name="options">How they are drawn.</param>
    /// <param name="key">Decides which; each place of each text has a key of its own, whatever else is written.</param>
    public static long[] Choose(PerceiverConfig config, GenerationState state, SamplingOptions options, RngKey key)
    {
        var padding = Tokens(config).Padding;
        return
        [
            .. state.Scores.Select(
                (row, text) =>
                {
                    var scores = row.ToArray();
                    if (padding is { } forbidden)
                    {
                        scores[forbidden] = double.NegativeInfinity;
                    }

                    var place = state.Window.End - state.Padding[text];
                    return (long)Sampler.Choose(scores, options, key.Fold(text).Fold(place));
                }
            ),
        ];
    }

    /// <summary>Prompts continued by so many tokens: the new tokens of each.</summary>
    public static long[][] Run(
        PerceiverConfig config,
        PerceiverParameters p,
        IReadOnlyList<IReadOnlyList<long>> prompts,
        int count,
        SamplingOptions options,
        RngKey key,
        int? latents = null,
        int slide = 1,
        bool cached = true
    )
    {
        var state = Begin(config, p, prompts, latents, slide, cached);
        var start = state.Window.End;
        for (var i = 0; i < count; i++)
        {
            var earlier = state;
            state = Append(config, p, earlier, Choose(config, earlier, options, key));
            earlier.Release();
        }

        state.Release();
        return [.. state.Texts.Select(text => text.Skip(start).ToArray())];
    }

    private static GenerationState Read(
        PerceiverConfig config,
        PerceiverParameters p,
        GenerationState state,
        IReadOnlyList<AttentionMemory> past
    )
    {
        using var gradients = no_grad();
        return Scoped.Run(
            () =>
            {
                var log = new AttentionLog(past);
                var scores = Scores(config, p, state, Keeps(config, state) ? log : null);
                return state with { Scores = scores, Memories = log.Memories };
            },
            result => result.Tensors
        );
    }

    private static EquatableArray<EquatableArray<double>> Scores(
        PerceiverConfig config,
        PerceiverParameters p,
        GenerationState state,
        AttentionLog? log
    )
    {
        var (window, batch, device) = (state.Window, state.Texts.Count, p.Leaves()[0].device);
        var model = config.Model with { Latents = config.Model.Latents with { Count = window.Latents } };
        var tokens = state.Texts.SelectMany(text => text.Skip(window.Start).Take(window.Count)).ToArray();
        var mask = Mask(state).to(device);
        var given = new TokenBatch(tensor(tokens, [batch, window.Count], device: device)) { Mask = mask };

        // To embed is cheap: it is done for all tokens, and those that are known already are left out.
        var (inputs, _, places, _) = Preprocessing.Apply(model, p, given, null, ModelStatistics.None);
        var hasPast = log is { HasPast: true };
        var fresh = hasPast ? inputs.narrow(1, window.Count - 1, 1) : inputs;
        var standing = hasPast ? places?.narrow(1, window.Count - 1, 1) : places;
        var start = PerceiverModel.Latents(model, p, fresh);
        var latents = Encoder.Apply(model, p.Encoder, start, fresh, null, mask, log: log, places: standing);
        var last = latents.narrow(1, latents.shape[1] - 1, 1);
        var scores = Decoder.Apply(model, p, last, fresh, given, null).select(1, 0);
        var values = scores.to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        return values.Chunk(values.Length / batch).Select(row => row.ToEquatableArray()).ToEquatableArray();
    }

    // A latent before which there is nothing but padding reads the mean of all that is read, what follows it too.
    private static bool Keeps(PerceiverConfig config, GenerationState state) =>
        state.Cached
        && !(
            config.Model.Encoder.EmptyRows == EmptyRows.Uniform
            && config.Model.Latents.Source is LatentSource.LastInputs { HidePadding: HidePadding.CrossAttend }
            && state.Padding.Any(padding => padding > state.Window.End - state.Window.Latents)
        );

    // bool [batch, inputs], false where padding is read.
    private static Tensor Mask(GenerationState state)
    {
        var window = state.Window;
        var places = Enumerable.Range(window.Start, window.Count);
        bool[] shown = [.. state.Padding.SelectMany(padding => places.Select(place => place >= padding))];
        return tensor(shown, [state.Padding.Count, window.Count]);
    }

    private static InputConfig.Tokens Tokens(PerceiverConfig config) =>
        config
            is {
                Task: TaskConfig.CausalLanguageModel,
                Model:
                { Input: InputConfig.Tokens tokens, Latents.Source: LatentSource.LastInputs, Encoder.Causal: true },
            }
            ? tokens
            : throw new ArgumentException("Only a causal model of text writes text.", nameof(config));
}
