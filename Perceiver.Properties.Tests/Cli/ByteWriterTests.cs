using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Config;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Text from bytes that a model writes.</summary>
public sealed class ByteWriterTests
{
    private const string Model = """
        model:
          input: { kind: tokens, length: 12, vocabulary: 262, padding: 0 }
          preprocessor: { kind: embedding, width: 16 }
          positions: learned
          latents: { count: 4, width: 16, source: last_inputs }
          encoder: { blocks: 1, causal: true, cross_attend: { attention: { heads: 2 } }, self_attend: { attention: { heads: 2 } } }
          decoder: { kind: latents, output: tied }
        task: causal_language_model
        data: { source: { kind: image_folder, path: nowhere } }
        training: { epochs: 1 }
        """;

    private static readonly PerceiverConfig Tiny = PublishedModels.AllOf(Model).Config!;

    [Fact]
    public void The_same_seed_writes_the_same_text_and_another_one_another()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Write("To be", 1), Write("To be", 1));
        Assert.NotEqual(Write("To be", 1), Write("To be", 2));
        Assert.NotEqual("", Write("To be", 1));
    }

    [Fact]
    public void Nothing_is_left_when_the_reader_stops_early()
    {
        using var scope = NewDisposeScope();
        var writer = new ByteWriter(Tiny, PerceiverModel.Init(Tiny, RngKey.FromSeed(1)));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        _ = writer.Continue("To be", 50, new(), RngKey.FromSeed(1)).Take(3).ToArray();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void What_cannot_be_is_one_clear_message()
    {
        using var scope = NewDisposeScope();
        var p = PerceiverModel.Init(Tiny, RngKey.FromSeed(1));
        void Fails(string words, Func<ByteWriter, object> call, PerceiverConfig? config = null)
        {
            var failure = Assert.Throws<CommandFailure>(() => call(new ByteWriter(config ?? Tiny, p)));
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        }

        var key = RngKey.FromSeed(1);
        Fails("prompt is empty", writer => writer.Continue("", 1, new(), key));
        Fails("--temperature", writer => writer.Continue("a", 1, new(-1), key));
        Fails("--top-p", writer => writer.Continue("a", 1, new(1, null, 2), key));
        Fails("4 latents", writer => writer.Continue("a", 1, new(), key, 5));
        Fails(
            "something else",
            writer => writer.Continue("a", 1, new(), key),
            ConfigCompiler.Compile(SampleConfig.Text).Config
        );
    }

    private static string Write(string prompt, long seed)
    {
        var writer = new ByteWriter(Tiny, PerceiverModel.Init(Tiny, RngKey.FromSeed(3)));
        return string.Concat(writer.Continue(prompt, 40, new(), RngKey.FromSeed(seed)));
    }
}
