using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Texts edited at random, and what must be true of whatever the compiler makes of them.</summary>
internal static class Mutation
{
    private static readonly string[] Bits =
    [
        "\t",
        ":",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!x ",
        "'",
        "\"",
        "\\",
        "#",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "\0",
        "\uFEFF",
        "\uD83E",
        "\u2028",
        "\r",
        "\n",
        "\n---\n",
        "\n...\n",
        "null",
        "~",
        "-1",
        "1e999",
        ".nan",
        "99999999999999999999",
        "0x1F",
        "yes",
        "<<: ",
        "kind",
        "  ",
        "𝔘",
    ];

    // Where ranges end, and a little beyond.
    private static readonly string[] Numbers =
    [
        "0",
        "1",
        "7",
        "64",
        "128",
        "512",
        "4096",
        "16384",
        "100000",
        "16777216",
        "16777217",
        "1000000000",
        "2147483647",
        "9223372036854775807",
        "0.9999999",
        "1e-300",
    ];

    /// <summary>One to three edits.</summary>
    public static string Of(string text, Random random)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            text = Edit(text, random);
        }

        return text;
    }

    /// <summary>Every finding has a place in the text and a message, and there is a config exactly without errors.</summary>
    public static void Check(string text, Compiled compiled)
    {
        var length = text.TrimStart('\uFEFF').Length;
        Assert.All(
            compiled.Findings,
            finding =>
            {
                var span = finding.Span;
                Assert.True(span.Line >= 1 && span.Column >= 1, "a finding without a place");
                Assert.True(span.Start >= 0 && span.Start + span.Length <= length, "a place outside the text");
                Assert.NotEmpty(finding.Message);
            }
        );
        Assert.Equal(compiled.Config is null, compiled.Findings.Any(finding => finding.Severity == Severity.Error));
        if (compiled.Config is { } config)
        {
            Assert.Equal(config, PublishedModels.AllOf(compiled.Canonical!).Config);
        }
    }

    // The number next to a place becomes another: the text stays a config, with a model of another size.
    private static string Renumber(string text, int at, string number)
    {
        var start = text.AsSpan(at).IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return text;
        }

        start += at;
        var length = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return text[..start] + number + (length < 0 ? "" : text[(start + length)..]);
    }

    private static string Edit(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var to = Math.Min(text.Length, at + random.Next(1, 12));
        return random.Next(7) switch
        {
            0 => text.Remove(at, to - at),
            1 => text.Insert(at, Bits[random.Next(Bits.Length)]),
            2 => text.Insert(random.Next(text.Length + 1), text[at..to]),
            3 => text[..at],
            4 => text[..at] + Bits[random.Next(Bits.Length)] + text[to..],
            5 => Renumber(text, at, Numbers[random.Next(Numbers.Length)]),
            _ => text.Insert(at, ((char)random.Next(0x20, 0x3000)).ToString()),
        };
    }
}
