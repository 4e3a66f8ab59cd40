using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Texts that are no configs: one finding with a place, quickly, and never an exception.</summary>
public sealed class TextTests
{
    private const int Big = 1 << 20;

    public static TheoryData<string, string, int> Nasties =>
        new()
        {
            { "PCV001", new('a', Big + 1), 1 },
            { "PCV002", "model: [1, 2\ntask: }", 1 },
            { "PCV002", "model:\n\tinput: 3", 2 },
            { "PCV002", "model: \"never closed", 1 },
            { "PCV002", "model: 'it's'", 1 },
            { "PCV002", "a: b: c", 1 },
            { "PCV002", "model: \"\\q\"", 1 },
            { "PCV003", new('[', 100_000), 1 },
            { "PCV003", string.Concat(Enumerable.Range(0, 40).Select(i => new string(' ', i) + "a:\n")), 33 },
            { "PCV003", string.Concat(Enumerable.Repeat("{a: ", 1000)), 1 },
            { "PCV004", "a: &x [1]\nb: [*x, *x]\n", 1 },
            { "PCV004", "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n<<: *c", 1 },
            { "PCV005", "model: !!int 3", 1 },
            { "PCV006", "model: 1\n---\nmodel: 2", 2 },
            { "PCV007", "model: 1\ntask: 2\nmodel: 3", 3 },
            { "PCV008", "model: 1\n? [a, b]\n: 2", 2 },
            { "PCV009", "", 1 },
            { "PCV009", "# only a comment\n", 1 },
            { "PCV009", "\uFEFF", 1 },
            { "PCV009", "---\n...\n", 1 },
            { "PCV010", "model: \0\nlost: 1", 1 },
            { "PCV010", "model: 1\ntask: <half>", 2 },
            { "PCV010", "model: 1\r\ntask: \u0007", 2 },
            { "PCV010", "model: 1\u2028task: 2", 1 },
            { "PCV103", "just words", 1 },
            { "PCV103", "- a\n- b", 1 },
            { "PCV101", "m\u00f6del: 1", 1 },
        };

    [Theory]
    [MemberData(nameof(Nasties))]
    public void A_nasty_text_has_a_finding_in_its_line(string rule, string text, int line)
    {
        // The test runner cannot pass half a surrogate pair on.
        var compiled = ConfigCompiler.Compile(text.Replace("<half>", "\uD800", StringComparison.Ordinal));

        Assert.Null(compiled.Config);
        Assert.Equal(line, compiled.Findings.First(one => one.Rule.Id == rule).Span.Line);
    }

    [Fact]
    public void A_scalar_of_a_megabyte_is_refused_by_its_range_not_by_patience()
    {
        var text = "data: { source: { kind: image_folder, path: " + new string('a', Big - 100) + " } }";

        var finding = Assert.Single(ConfigCompiler.Compile(text).Findings, one => one.Rule == Rules.OutOfRange);

        Assert.True(finding.Message.Length < 300, "the message repeats the whole text");
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_of_other_systems_are_the_same_config(string end)
    {
        var text = SampleConfig.Text;

        var compiled = ConfigCompiler.Compile("\uFEFF" + text.Replace("\n", end, StringComparison.Ordinal));

        Assert.Equal(ConfigCompiler.Compile(text).Hash, compiled.Hash);
        Assert.NotNull(compiled.Hash);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Places_count_lines_and_columns_as_editors_do(string end)
    {
        var text = string.Join(end, "# ünï 🦵", "model: {}", "task: { kind: clasification }", "x: 1");

        var findings = ConfigCompiler.Compile(text).Findings;

        var word = Assert.Single(findings, one => one.Rule == Rules.UnknownWord);
        Assert.Equal((3, 15, 3, 28), (word.Span.Line, word.Span.Column, word.Span.EndLine, word.Span.EndColumn));
        Assert.Equal("clasification", text.Substring(word.Span.Start, word.Span.Length));
        Assert.Contains("Did you mean 'classification'?", word.Message, StringComparison.Ordinal);
        var key = Assert.Single(findings, one => one.Rule == Rules.UnknownKey);
        Assert.Equal((4, 1), (key.Span.Line, key.Span.Column));
        Assert.Equal($"c.yaml(4,1): error PCV101: {key.Message}", key.Format("c.yaml"));
    }
}
