using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Generation;

/// <summary>Writing with what is kept of earlier tokens is writing without.</summary>
[Properties(Arbitrary = [typeof(WriterArbitrary)])]
public sealed class TextGenerationTests
{
    // Hot enough that every token is as likely.
    private static readonly SamplingOptions AnyToken = new(1e9);

    [Property]
    public void CachedIsUncachedTokenByToken(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, kept) = (@case.Model.Parameters(), Begin(@case, cached: true));
        var anew = Begin(@case, cached: false);
        for (var i = 0; i < @case.Count; i++)
        {
            Same(anew, kept);
            var (left, right) = (Choose(@case, anew), Choose(@case, kept));
            Assert.Equal(left, right);
            (anew, kept) = (Append(@case, p, anew, left), Append(@case, p, kept, right));
        }

        Same(anew, kept);
    }

    // What is kept is what decides: that of another text gives other scores.
    [Property]
    public void WhatIsKeptOfAnotherTextIsNotAsGood(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = Lively(@case);
        var (p, prompt) = (lively.Model.Parameters(), new long[] { 1, 2, 1, 2 });
        var (right, wrong) = (
            TextGeneration.Begin(lively.Config, p, [prompt], 2),
            TextGeneration.Begin(
                lively.Config,
                p,
                [
                    [2, 2, 2, 1],
                ],
                2
            )
        );
        var swapped = right with { Memories = wrong.Memories };
        Assert.True(Difference(Append(lively, p, right, [1]), Append(lively, p, swapped, [1])) > 1e-9);
    }

    [Property]
    public void TheScoresAreThoseOfTheModelOverTheWindow(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, prompt) = (@case.Model.Parameters(), @case.Prompts[0]);
        var state = TextGeneration.Begin(@case.Config, p, [prompt], @case.Latents, @case.Slide);
        for (var i = 0; i < @case.Count; i++)
        {
            state = Append(@case, p, state, Choose(@case, state));
        }

        var model = @case.Config.Model;
        var sized = @case.Config with
        {
            Model = model with { Latents = model.Latents with { Count = state.Window.Latents } },
        };
        var read = state.Texts[0].Skip(state.Window.Start).ToArray();
        var batch = new TokenBatch(tensor(read, [1, read.Length])) { Mask = ones([1, read.Length], ScalarType.Bool) };
        var logits = ((TokenLogits)PerceiverModel.Run(sized, p, batch)).Values;
        TensorAssert.Close(logits[0, -1], tensor(state.Scores[0].ToArray()), 1e-8);
    }

    [Property]
    public void PaddingOnTheLeftChangesNothing(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        // A softmax over the latents divides each input among those that are padding, too.
        var hiding = Hiding(@case, HidePadding.Everywhere);
        var writer = hiding with
        {
            Model = hiding.Model.With(model => model with { Encoder = model.Encoder with { Inverted = [] } }),
        };
        var (p, prompts) = (writer.Model.Parameters(), Uneven(writer));
        var together = TextGeneration.Begin(writer.Config, p, prompts, writer.Latents);
        var alone = prompts
            .Select(prompt =>
                TextGeneration.Begin(writer.Config, p, [prompt], Math.Min(together.Window.Latents, prompt.Length))
            )
            .ToArray();
        for (var i = 0; i < writer.Count; i++)
        {
            Compare();
            var next = Choose(writer, together);
            together = Append(writer, p, together, next);
            alone = [.. alone.Select((state, text) => Append(writer, p, state, [next[text]]))];
        }

        Compare();

        void Compare()
        {
            for (var text = 0; text < prompts.Length; text++)
            {
                var (expected, actual) = (alone[text].Scores[0].ToArray(), together.Scores[text].ToArray());
                TensorAssert.Close(tensor(expected), tensor(actual), 1e-8, $"text {text}");
            }
        }
    }

    // The twin: where only the cross-attend hides it, a latent sees the padding before it.
    [Property]
    public void PaddingThatIsHiddenFromTheCrossAttendAloneChangesIt(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var hiding = Hiding(Lively(@case), HidePadding.CrossAttend);
        var seeing = hiding with
        {
            Model = hiding.Model.With(model => model with { Encoder = model.Encoder with { Blocks = 1 } }),
        };
        var p = seeing.Model.Parameters();
        var together = TextGeneration.Begin(
            seeing.Config,
            p,
            [
                [1, 2],
                [1, 2, 1, 2],
            ],
            4
        );
        var alone = TextGeneration.Begin(
            seeing.Config,
            p,
            [
                [1, 2],
            ],
            2
        );
        TensorAssert.Apart(tensor(alone.Scores[0].ToArray()), tensor(together.Scores[0].ToArray()));
    }

    [Property]
    public void PaddingThatIsTakenForTextDoesChangeIt(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = Lively(@case);
        var p = lively.Model.Parameters();
        var padded = TextGeneration.Begin(
            lively.Config,
            p,
            [
                [1, 2],
                [1, 2, 1, 2],
            ],
            1
        );
        var taken = TextGeneration.Begin(
            lively.Config,
            p,
            [
                [2, 2, 1, 2],
                [1, 2, 1, 2],
            ],
            1
        );
        var (hidden, shown) = (padded.Scores[0].ToArray(), taken.Scores[0].ToArray());
        TensorAssert.Apart(tensor(hidden), tensor(shown));
    }

    [Property]
    public void TheBestIsWhatATemperatureOfZeroASingleTokenAndTheSmallestShareGive(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        long[][] Write(SamplingOptions options) => Continue(@case, options, @case.Key);
        var best = Write(new(Temperature: 0));
        Assert.Equal(best, Write(new(TopK: 1)));
        Assert.Equal(best, Write(new(TopP: 1e-12)));
    }

    [Property]
    public void TheSameKeyWritesTheSameAndAsMuchAsIsAskedFor(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var written = Continue(@case, @case.Sampling, @case.Key);
        Assert.Equal(written, Continue(@case, @case.Sampling, @case.Key));
        Assert.All(written, text => Assert.Equal(@case.Count, text.Length));
    }

    [Property]
    public void AnotherKeyWritesSomethingElseAndSoDoesAnotherText(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var longer = @case with { Count = 60, Slide = 1, Lengths = [2, 2] };
        var written = Continue(longer, AnyToken, @case.Key);
        Assert.NotEqual(written[0], Continue(longer, AnyToken, @case.Key.Fold("another"))[0]);
        Assert.NotEqual(written[0], written[1]);
    }

    // Of the same scores, for draws are made in their order.
    [Property]
    public void WhatIsDrawnForATextDoesNotDependOnHowLongOthersAre(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, prompts) = (@case.Model.Parameters(), Uneven(@case));
        var tokens = (InputConfig.Tokens)@case.Config.Model.Input;
        var row = Enumerable.Range(0, tokens.Vocabulary).Select(i => (double)i).ToEquatableArray();
        long[] Draw(GenerationState state) =>
            TextGeneration.Choose(
                @case.Config,
                state with
                {
                    Scores = state.Texts.Select(_ => row).ToEquatableArray(),
                },
                AnyToken,
                @case.Key
            );
        var together = TextGeneration.Begin(@case.Config, p, prompts, @case.Latents);
        var alone = TextGeneration.Begin(@case.Config, p, [prompts[0]], 1);
        for (var i = 0; i < @case.Count; i++)
        {
            var (next, own) = (Draw(together), Draw(alone));
            Assert.Equal(next[0], own[0]);
            (together, alone) = (Append(@case, p, together, next), Append(@case, p, alone, own));
        }
    }

    [Property]
    public void PaddingIsNeverWritten(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        if (((InputConfig.Tokens)@case.Config.Model.Input).Padding is { } padding)
        {
            var written = Continue(@case with { Count = 20 }, AnyToken, @case.Key);
            Assert.All(written, text => Assert.DoesNotContain(padding, text));
        }
    }

    [Property]
    public void NothingIsLeftWhenAllIsWritten(WriterCase @case)
    {
        using var scope = NewDisposeScope();
        var p = @case.Model.Parameters();
        var before = scope.DisposablesCount;
        TextGeneration.Run(
            @case.Config,
            p,
            @case.Prompts,
            @case.Count,
            @case.Sampling,
            @case.Key,
            @case.Latents,
            @case.Slide
        );
        Assert.Equal(before, scope.DisposablesCount);
    }

    [Fact]
    public void Only_a_model_of_text_that_looks_back_writes()
    {
        var config = ConfigCompiler.Compile(Config.SampleConfig.Text).Config!;
        using var scope = NewDisposeScope();
        var p = PerceiverModel.Init(config, RngKey.FromSeed(1));
        var failure = Assert.Throws<ArgumentException>(() =>
            TextGeneration.Begin(
                config,
                p,
                [
                    [1],
                ]
            )
        );
        Assert.Contains("Only a causal model of text", failure.Message, StringComparison.Ordinal);
    }

    private static WriterCase Hiding(WriterCase @case, HidePadding where) =>
        @case with
        {
            Slide = 1,
            Model = @case.Model.With(model =>
                model with
                {
                    Latents = model.Latents with
                    {
                        Source = (LatentSource.LastInputs)model.Latents.Source with { HidePadding = where },
                    },
                }
            ),
        };

    // One token, and as many as are read at once.
    private static long[][] Uneven(WriterCase @case)
    {
        var length = ((InputConfig.Tokens)@case.Config.Model.Input).Length;
        return
        [
            [1],
            [.. Enumerable.Range(0, length).Select(place => place % 2 == 0 ? 2L : 1L)],
        ];
    }

    private static long[][] Continue(WriterCase @case, SamplingOptions options, RngKey key) =>
        TextGeneration.Run(
            @case.Config,
            @case.Model.Parameters(),
            @case.Prompts,
            @case.Count,
            options,
            key,
            @case.Latents,
            @case.Slide
        );

    private static GenerationState Begin(WriterCase @case, bool cached) =>
        TextGeneration.Begin(@case.Config, @case.Model.Parameters(), @case.Prompts, @case.Latents, @case.Slide, cached);

    private static GenerationState Append(
        WriterCase @case,
        PerceiverParameters p,
        GenerationState state,
        long[] tokens
    ) => TextGeneration.Append(@case.Config, p, state, tokens);

    private static long[] Choose(WriterCase @case, GenerationState state) =>
        TextGeneration.Choose(@case.Config, state, @case.Sampling, @case.Key);

    private static void Same(GenerationState expected, GenerationState actual)
    {
        Assert.Equal(expected.Window, actual.Window);
        Assert.Equal(expected.Texts, actual.Texts);
        foreach (var (left, right) in expected.Scores.Zip(actual.Scores))
        {
            TensorAssert.Close(tensor(left.ToArray()), tensor(right.ToArray()), 1e-8, "scores");
        }
    }

    private static double Difference(GenerationState left, GenerationState right) =>
        TensorAssert.Distance(tensor(left.Scores[0].ToArray()), tensor(right.Scores[0].ToArray()));

    // Everything has an effect: smooth, with residuals, wide enough, no softmax saturated, and with room for four tokens and
    // one more.
    private static WriterCase Lively(WriterCase @case)
    {
        var model = @case.Config.Model;
        var block = PlainParts.Block(PlainParts.Attention(1, 6, 6));
        var lively = @case.Model.With(_ =>
            model with
            {
                Input = new InputConfig.Tokens(8, 5, 0),
                Preprocessor = new PreprocessorConfig.Embedding(6, new(InitKind.Normal, 1)),
                Positions = new PositionConfig.None(),
                Latents = model.Latents with
                {
                    Count = 4,
                    Width = 6,
                    Source = new LatentSource.LastInputs(false, LatentMemory.AllInputs),
                },
                Encoder = model.Encoder with
                {
                    AttendingStages = null,
                    Inverted = [],
                    Rotary = new RotaryConfig.None(),
                    CrossAttend = block,
                    SelfAttend = block,
                },
                Decoder = new DecoderConfig.Latents(new OutputConfig.Projected(PlainParts.Head)),
                LinearInit = new(InitKind.Normal, 0.3),
            }
        );
        return @case with { Model = lively, Latents = 2, Slide = 1 };
    }
}
