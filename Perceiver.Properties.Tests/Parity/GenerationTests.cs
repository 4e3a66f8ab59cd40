using Perceiver.Model;
using Xunit;
using static Perceiver.Properties.Tests.Parity.Closeness;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>A token that is read with what is kept of the others, as the reference reads it.</summary>
public sealed class GenerationTests
{
    public static IEnumerable<object[]> Cases =>
        ReferenceFamilies
            .All.Where(family => family.Name.Contains("causal"))
            .SelectMany(family => FixtureCase.OfFamily(family.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_last_token_scores_with_a_cache_what_it_scores_there(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        if (!fixture.Case.Under("__output__.").TryGetValue("kv_cache_last_logits", out var expected))
        {
            return;
        }

        var tokens = fixture.Case.Tensors["__input__.input_ids"];
        var (batch, length) = ((int)tokens.shape[0], (int)tokens.shape[1]);
        var rows = tokens.contiguous().data<long>().ToArray().Chunk(length).ToArray();
        var latents = length - 1 - fixture.Case.Config.GetProperty("prefix_len").GetInt32();
        var p = fixture.Names.Import(fixture.Weights);
        var before = TextGeneration.Begin(fixture.Config, p, [.. rows.Select(row => row[..^1])], latents);
        var after = TextGeneration.Append(fixture.Config, p, before, [.. rows.Select(row => row[^1])]);

        Assert.Equal(latents + 1, after.Window.Latents);
        var scores = tensor(after.Scores.SelectMany(row => row).ToArray(), expected.shape).to(expected.dtype);
        AssertClose("kv_cache_last_logits", scores, expected, fixture.Case.IsDouble ? 1e-12 : 5e-6);
    }
}
