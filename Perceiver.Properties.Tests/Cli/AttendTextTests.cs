using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Perceiver.Cli;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>attend</c> of a text: one page, with the text once for each latent.</summary>
[Collection(CliCollection.Name)]
public sealed partial class AttendTextTests(TrainedText trained) : IClassFixture<TrainedText>
{
    private static readonly InputConfig.Tokens Bytes = new(64, 262, 0);
    private static readonly TaskConfig Masked = new TaskConfig.MaskedLanguageModel(3, 0.15, 0.1, 0.1);

    [Fact]
    public void The_page_shows_the_text_for_the_mean_and_for_each_latent()
    {
        var (file, page) = Attend(trained.Filler, "the c[MASK]t <b>&");

        Assert.EndsWith("attention.html", file, StringComparison.Ordinal);
        var texts = Texts(page);
        Assert.Equal(1 + 6, texts.Length);
        Assert.All(texts, text => Assert.Equal("the c[MASK]t <b>&", text));
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("cross-attend 1 <small>6 of 6 latents", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        // The byte that is read most has the deepest ground, in each of them.
        Assert.All(Text().Matches(page), one => Assert.Contains("class=\"h16\"", one.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Fewer_latents_can_be_had_and_a_causal_model_reads_the_end()
    {
        var long30 = string.Concat(Enumerable.Range(0, 30).Select(i => (char)('a' + (i % 26))));
        var (_, page) = Attend(trained.Writer, long30, "--latents", "2");
        Assert.Equal(3, Texts(page).Length);
        Assert.All(Texts(page), text => Assert.Equal(long30[^24..], text));
        var (_, short3) = Attend(trained.Writer, "abc");
        Assert.All(Texts(short3), text => Assert.Equal("abc", text));
    }

    [Fact]
    public void Maps_are_shares_of_the_texts_own_bytes()
    {
        using var surroundings = new StringWriter();
        var shell = new Surroundings(surroundings, surroundings, _ => null, false);
        using var opened = OpenedRun.Open(shell, trained.Filler, null, 1, null);
        var attention = opened.Attender.OfText(opened.Parameters, [70, 71, 3, 72]);

        var stage = Assert.Single(attention.Stages);
        Assert.Equal((6, 24), (stage.Latents, stage.Inputs));
        Assert.All(
            Enumerable.Range(0, 6),
            latent =>
            {
                Assert.Equal(1, stage.Of(latent)[..4].Sum(), 5);
                Assert.All(stage.Of(latent)[4..], share => Assert.Equal(0, share));
            }
        );
    }

    [Property]
    public void PiecesHoldEachTokenOnceAndTheTextIsTheirs(byte[] bytes)
    {
        var tokens = TextTokens.Of(Bytes, Masked, bytes);
        var pieces = TextTokens.Pieces(Bytes, Masked, tokens).ToArray();
        Assert.Equal(tokens.Length, pieces.Sum(piece => piece.Count));
        var place = 0;
        foreach (var piece in pieces)
        {
            Assert.Equal(place, piece.First);
            place += piece.Count;
        }
    }

    [Fact]
    public void Characters_are_whole_and_what_is_none_is_its_number()
    {
        byte[] text = [.. "aé€😀\n[MASK]"u8, 0xff, 0x07];
        var tokens = TextTokens.Of(Bytes, Masked, text);
        var pieces = TextTokens.Pieces(Bytes, Masked, [1, .. tokens]).ToArray();
        Assert.Equal(
            ["[1]", "a", "é", "€", "😀", "↵\n", "[MASK]", "\\xff", "\\x07"],
            pieces.Select(piece => piece.Shown)
        );
        Assert.Equal([1, 1, 2, 3, 4, 1, 1, 1, 1], pieces.Select(piece => piece.Count));
        Assert.Equal(12, TextTokens.Of(Bytes, new TaskConfig.CausalLanguageModel(), "ab[MASK][MA"u8).Length + 1);
    }

    [Fact]
    public void What_cannot_be_shown_is_one_clear_message()
    {
        var tiny = trained.Tiny;
        Command.Result Run(string run, string text, params string[] more) =>
            Command.Run(tiny, ["attend", run, tiny.Folder.Write("a.txt", text), .. more]);
        Run(trained.Filler, "").ShouldFail(1, "a.txt is empty");
        Run(trained.Filler, new string('a', 25)).ShouldFail(1, "a.txt", "25 bytes and masks", "24");
        Run(trained.Filler, "a", "--individual").ShouldFail(2, "--individual");
        Command.Run(tiny, "attend", trained.Filler, "none.txt").ShouldFail(1, "none.txt");
    }

    private (string File, string Page) Attend(string run, string text, params string[] more)
    {
        var (file, folder) = (trained.Tiny.Folder.Write("words.txt", text), trained.Tiny.Folder["maps"]);
        string[] arguments = ["attend", run, file, "--out", folder, "--json", .. more];
        using var json = JsonDocument.Parse(Command.Run(trained.Tiny, arguments).ShouldSucceed().Out);
        var written = json.RootElement.GetProperty("written")[0].GetString()!;
        return (written, File.ReadAllText(written, Encoding.UTF8));
    }

    private static string[] Texts(string page) =>
        [.. Text().Matches(page).Select(one => WebUtility.HtmlDecode(Tag().Replace(one.Groups[1].Value, "")))];

    [GeneratedRegex("<pre>(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
