using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Generation;

/// <summary>What is read while a text grows.</summary>
public sealed class GenerationWindowTests
{
    [Property]
    public void ItStaysWithinWhatTheModelReads(byte tokens, byte latents, byte length, byte most, byte slide)
    {
        foreach (var window in Windows(tokens, latents, length, most, slide))
        {
            Assert.InRange(window.Count, 1, window.Length);
            Assert.InRange(window.Latents, 1, window.MostLatents);
            Assert.InRange(window.Count - window.Latents, 0, window.Length - window.MostLatents);
            Assert.True(window.Start >= 0);
        }
    }

    [Property]
    public void ItEndsOneTokenLaterEachTimeAndNeverGoesBack(
        byte tokens,
        byte latents,
        byte length,
        byte most,
        byte slide
    )
    {
        var windows = Windows(tokens, latents, length, most, slide);
        foreach (var (one, next) in windows.Zip(windows.Skip(1)))
        {
            Assert.Equal(one.End + 1, next.End);
            Assert.True(next.Start >= one.Start);
            Assert.True(next.End - next.Latents >= one.End - one.Latents);
        }
    }

    [Property]
    public void ATokenMoreIsALatentMoreOrTheLatentsMove(byte tokens, byte latents, byte length, byte most, byte slide)
    {
        var windows = Windows(tokens, latents, length, most, slide);
        foreach (var (one, next) in windows.Zip(windows.Skip(1)))
        {
            Assert.Equal(next.Continues(one), next.Latents == one.Latents + 1);
            Assert.Equal(one.Latents < one.MostLatents, next.Continues(one));
        }
    }

    // krasserm: latents grow to the most, then the prefix to its most, then the first token is left behind.
    [Property]
    public void OneTokenAtATimeItIsTheReferences(byte tokens, byte latents, byte length, byte most)
    {
        foreach (var window in Windows(tokens, latents, length, most, 0).Skip(1))
        {
            var grown = window.Latents == window.MostLatents;
            Assert.True(grown || window.Start == Math.Max(0, First(tokens, length)));
            Assert.True(window.Start == 0 || window.Count == window.Length || !grown);
        }
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GenerationWindow.Over(0, 1, 4, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => GenerationWindow.Over(1, 0, 4, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => GenerationWindow.Over(1, 1, 4, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => GenerationWindow.Over(1, 1, 4, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => GenerationWindow.Over(1, 1, 4, 2, 0));
    }

    [Theory]
    [InlineData(3, 9, 3)]
    [InlineData(9, 9, 4)]
    [InlineData(9, 1, 1)]
    [InlineData(30, 1, 10)]
    public void As_many_latents_as_are_asked_for_are_had_as_far_as_they_can_be(int tokens, int latents, int had) =>
        Assert.Equal(
            had,
            GenerationWindow.Over(tokens, latents, length: 12, mostLatents: tokens == 30 ? 10 : 4).Latents
        );

    private static int First(byte tokens, byte length) => 1 + (tokens % 30) - (1 + (length % 20));

    private static GenerationWindow[] Windows(byte tokens, byte latents, byte length, byte most, byte slide)
    {
        var longest = 1 + (length % 20);
        var latentsAtMost = 1 + (most % longest);
        var window = GenerationWindow.Over(
            1 + (tokens % 30),
            1 + (latents % latentsAtMost),
            longest,
            latentsAtMost,
            1 + (slide % latentsAtMost)
        );
        var windows = new List<GenerationWindow> { window };
        for (var i = 0; i < 50; i++)
        {
            windows.Add(window = window.Next());
        }

        return [.. windows];
    }
}
