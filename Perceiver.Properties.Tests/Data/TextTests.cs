using System.Text;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Texts: where they are found, how they are divided, and what is asked of them.</summary>
public sealed class TextTests : IDisposable
{
    private const string Masked = """
        model:
          input: { kind: tokens, length: 20, vocabulary: 262, padding: 0 }
          preprocessor: embedding
          positions: learned
          latents: { count: 4, width: 8 }
          encoder: { blocks: 1 }
          decoder: { kind: queries, queries: { kind: learned, count: 20, width: 8 } }
        task: { kind: masked_language_model, mask_token: 3, mask_share: 0.25, random_share: 0.2, kept_share: 0.2 }
        data:
          source: { kind: text, path: a.txt }
          split: { validation: 0.1, test: 0.1, method: last }
        training: { epochs: 1 }
        """;

    private const string Causal = """
        model:
          input: { kind: tokens, length: 20, vocabulary: 256 }
          preprocessor: { kind: embedding, width: 8 }
          positions: learned
          latents: { count: 6, width: 8, source: last_inputs }
          encoder: { blocks: 1, causal: true }
          decoder: { kind: latents }
        task: causal_language_model
        data:
          source: { kind: text, path: a.txt }
          split: { validation: 0.1, test: 0.1, method: last }
        training: { epochs: 1 }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_is_divided_where_it_stands_and_examples_cover_it()
    {
        var text = Text(1000);
        _folder.Write("a.txt", text);
        var splits = Load(Config(Causal));
        var (train, test) = ((TextSet)splits.Train, (TextSet)splits.Test);
        Assert.Equal(text[..800], Encoding.ASCII.GetString(train.Bytes.Span));
        Assert.Equal(text[900..], Encoding.ASCII.GetString(test.Bytes.Span));

        // 21 bytes each, of which the last 6 are answers: (100 - 21) / 6 + 1 examples, one after the other.
        Assert.Equal(14, test.Count);
        for (var i = 0; i < test.Count; i++)
        {
            Assert.Equal(text.Substring(900 + (6 * i), 21), Encoding.ASCII.GetString(test.Example(i)));
        }

        Assert.Equal(3, Load(Config(Causal, "data.limit=3")).Train.Count);
    }

    [Fact]
    public void The_text_may_be_named_zipped_or_in_a_folder_of_its_name()
    {
        var text = Encoding.ASCII.GetBytes(Text(1000));
        _folder.Write("plain.txt", text);
        _folder.Write("home/a/a.txt.gz", TestFiles.Gzip(text));
        foreach (var location in new[] { _folder["plain.txt"], _folder["home"] })
        {
            var splits = DataSets.Load(Config(Causal), new DataLocation(location));
            Assert.Equal(
                800,
                splits.Match(Right: data => ((TextSet)data.Train).Bytes.Length, Left: error => throw new(error.Message))
            );
        }
    }

    [Theory]
    [InlineData("", "0 bytes", "an example needs 21")]
    [InlineData("short", "5 bytes", "an example needs 21")]
    [InlineData(null, "a.txt", "--data FILE")]
    public void A_text_that_is_too_short_or_not_there_is_said_to_be(string? text, params string[] words)
    {
        if (text is not null)
        {
            _folder.Write("a.txt", text);
        }

        DataSets.Load(Config(Causal), new DataLocation(_folder.Path)).FailsWith(words);
    }

    [Fact]
    public void An_autoregressive_example_asks_for_the_bytes_after_its_last_inputs()
    {
        using var scope = NewDisposeScope();
        var bytes = Encoding.ASCII.GetBytes(Text(1000));
        var batch = Batches.Of(Config(Causal), Nothing, new TextSet(bytes, 21, 6), [2, 0], null);
        var tokens = ((TokenBatch)batch.Inputs).Tokens.data<long>().ToArray();
        var wanted = ((TokenTargets)batch.Wanted).Tokens.data<long>().ToArray();
        Assert.Equal(bytes[12..32].Concat(bytes[..20]).Select(b => (long)b), tokens);
        Assert.Equal(bytes[27..33].Concat(bytes[15..21]).Select(b => (long)b), wanted);
    }

    [Property]
    public void MasksAreDrawnFromTheKeyAndTheExampleAlone(int seed)
    {
        using var scope = NewDisposeScope();
        var (config, set) = (Config(Masked), new TextSet(Encoding.ASCII.GetBytes(Text(500)), 20, 20));
        var key = RngKey.FromSeed(seed);
        var all = Numbers(Batches.Of(config, Nothing, set, [4, 9, 1], key));
        var parts = new[] { 4, 9, 1 }.Select(i => Numbers(Batches.Of(config, Nothing, set, [i], key))).ToArray();
        Assert.Equal(all.Tokens, parts.SelectMany(part => part.Tokens));
        Assert.Equal(all.Wanted, parts.SelectMany(part => part.Wanted));

        // The twin: another key asks for other bytes; evaluation asks for the same each time.
        Assert.NotEqual(all.Wanted, Numbers(Batches.Of(config, Nothing, set, [4, 9, 1], key.Fold(1))).Wanted);
        Assert.Equal(
            Numbers(Batches.Of(config, Nothing, set, [4], null)).Wanted,
            Numbers(Batches.Of(config, Nothing, set, [4], null)).Wanted
        );
    }

    [Property]
    public void AQuarterOfTheTokensIsAskedAndTheOthersStay(int seed)
    {
        using var scope = NewDisposeScope();
        var (config, set) = (Config(Masked), new TextSet(Encoding.ASCII.GetBytes(Text(500)), 20, 20));
        var plain = Numbers(Batches.Of(Config(Masked, "task=autoencoding"), Nothing, set, [3], null)).Tokens;
        var (tokens, wanted) = Numbers(Batches.Of(config, Nothing, set, [3], null));
        Assert.Equal(5, wanted.Count(token => token != TokenTargets.Unasked));
        var (drawn, asked) = Numbers(Batches.Of(config, Nothing, set, [3], RngKey.FromSeed(seed)));
        Assert.Equal(5, asked.Count(token => token != TokenTargets.Unasked));
        for (var i = 0; i < 20; i++)
        {
            Assert.True(wanted[i] == TokenTargets.Unasked ? tokens[i] == plain[i] : wanted[i] == plain[i]);
            Assert.True(asked[i] != TokenTargets.Unasked || drawn[i] >= 6, "only what is asked is masked");
            Assert.True(drawn[i] is 3 or >= 6 and < 262);
        }
    }

    [Fact]
    public void Shares_of_masks_random_bytes_and_kept_ones_are_the_configs()
    {
        using var scope = NewDisposeScope();
        var (config, set) = (Config(Masked), new TextSet(Encoding.ASCII.GetBytes(Text(40_000)), 20, 20));
        var plain = Config(Masked, "task=autoencoding");
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        var before = Numbers(Batches.Of(plain, Nothing, set, indices, null)).Tokens;
        var (tokens, wanted) = Numbers(Batches.Of(config, Nothing, set, indices, null));
        var asked = Enumerable.Range(0, tokens.Length).Where(i => wanted[i] != TokenTargets.Unasked).ToArray();
        Assert.InRange(asked.Count(i => tokens[i] == 3) / (double)asked.Length, 0.57, 0.63);
        Assert.InRange(asked.Count(i => tokens[i] == before[i]) / (double)asked.Length, 0.17, 0.23);
    }

    private DataSplits Load(PerceiverConfig config) =>
        DataSets
            .Load(config, new DataLocation(_folder.Path))
            .Match(Right: data => data, Left: error => throw new Xunit.Sdk.XunitException(error.Message));

    private static PixelStatistics Nothing => new([], []);

    private static (long[] Tokens, long[] Wanted) Numbers(TrainingBatch batch) =>
        (
            ((TokenBatch)batch.Inputs).Tokens.data<long>().ToArray(),
            ((TokenTargets)batch.Wanted).Tokens.data<long>().ToArray()
        );

    private static PerceiverConfig Config(string text, params string[] set)
    {
        var overrides = set.Select(one => one.Split('=', 2)).Select(pair => new ConfigOverride(pair[0], pair[1]));
        var compiled = ConfigCompiler.Compile(text, [.. overrides]);
        Assert.True(compiled.Config is not null, string.Join('\n', compiled.Findings.Select(one => one.Message)));
        return compiled.Config;
    }

    private static string Text(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * i * 7 % 23))));
}
