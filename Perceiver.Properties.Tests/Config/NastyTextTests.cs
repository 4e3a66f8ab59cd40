using System.Globalization;
using System.Text;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Texts that bring other readers of YAML down, or that they read otherwise than people do.</summary>
public sealed class NastyTextTests
{
    private const int Megabyte = 1 << 20;

    public static TheoryData<string, string, string> Texts =>
        new()
        {
            { "billion laughs", "PCV004", AliasBomb() },
            { "100,000 brackets", "PCV003", new string('[', 100_000) },
            { "100,000 braces", "PCV003", string.Concat(Enumerable.Repeat("{a: ", 100_000)) },
            { "100,000 question marks", "PCV0", string.Concat(Enumerable.Repeat("? ", 100_000)) },
            { "100,000 dashes", "PCV0", string.Concat(Enumerable.Repeat("- ", 100_000)) },
            { "cyclic merge", "PCV004", "a: &a\n  <<: *a\n" },
            { "merge key", "PCV101", SampleConfig.Text + "<<: { training: 1 }\n" },
            { "a megabyte of one scalar", "PCV10", "model: " + new string('a', Megabyte - 100) },
            { "a megabyte of one quoted scalar", "PCV10", "model: \"" + new string('a', Megabyte - 100) + "\"" },
            { "a megabyte of one key", "PCV0", new string('k', Megabyte - 100) + ": 1" },
            { "a megabyte of keys", "PCV101", Keys(Megabyte - 100) },
            { "more than a megabyte", "PCV001", new string('a', Megabyte + 1) },
            { "NUL", "PCV010", "model: 1\0\ntask: 2" },
            { "NUL at the end", "PCV010", SampleConfig.Text + "\0" },
            { "a second BOM", "PCV010", "\uFEFF\uFEFF" + SampleConfig.Text },
            { "a BOM inside", "PCV010", SampleConfig.Text.Replace("epochs", "ep\uFEFFochs", StringComparison.Ordinal) },
            {
                "a tab for indentation",
                "PCV002",
                SampleConfig.Text.Replace("\n  epochs", "\n\tepochs", StringComparison.Ordinal)
            },
            { "a high half", "PCV010", SampleConfig.Text + "# <high>\n" },
            { "a low half", "PCV010", SampleConfig.Text + "# <low>\n" },
            { "halves in the wrong order", "PCV010", SampleConfig.Text + "# <low><high>\n" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_refused_by_rule_at_a_place(string what, string rule, string text)
    {
        // The test runner cannot pass half a surrogate pair on.
        text = text.Replace("<high>", "\uD83E", StringComparison.Ordinal)
            .Replace("<low>", "\uDDB5", StringComparison.Ordinal);

        var compiled = ConfigCompiler.Compile(text);

        Assert.NotEmpty(what);
        Assert.Null(compiled.Config);
        Assert.Contains(compiled.Findings, finding => finding.Rule.Id.StartsWith(rule, StringComparison.Ordinal));
        Mutation.Check(text, compiled);
        Assert.All(compiled.Findings.Take(100), finding => Assert.True(finding.Message.Length < 2000, finding.Rule.Id));
    }

    [Fact]
    public void A_tab_after_a_value_or_before_a_comment_is_no_indentation()
    {
        var text = SampleConfig.Text.Replace("epochs: 10", "epochs: 10\t# ten\t", StringComparison.Ordinal);

        Assert.Equal(ConfigCompiler.Compile(SampleConfig.Text).Hash, ConfigCompiler.Compile(text).Hash);
    }

    [Theory]
    [InlineData("y")]
    [InlineData("Y")]
    [InlineData("yes")]
    [InlineData("Yes")]
    [InlineData("YES")]
    [InlineData("n")]
    [InlineData("N")]
    [InlineData("no")]
    [InlineData("No")]
    [InlineData("NO")]
    [InlineData("True")]
    [InlineData("TRUE")]
    [InlineData("False")]
    [InlineData("FALSE")]
    [InlineData("on")]
    [InlineData("On")]
    [InlineData("ON")]
    [InlineData("off")]
    [InlineData("Off")]
    [InlineData("OFF")]
    public void A_loose_boolean_of_YAML_1_1_is_none_here_but_may_be_a_text(string word)
    {
        var boolean = SampleConfig.Text.Replace("norm: true", "norm: " + word, StringComparison.Ordinal);
        var finding = Assert.Single(ConfigCompiler.Compile(boolean).Findings);
        Assert.Equal("PCV103", finding.Rule.Id);
        Assert.Equal(word, boolean.Substring(finding.Span.Start, finding.Span.Length));

        var folder = SampleConfig.Text.Replace(
            "source: fashion_mnist",
            $"source: {{ kind: image_folder, path: {word} }}",
            StringComparison.Ordinal
        );
        Assert.Equal(word, ((DataSourceConfig.ImageFolder)ConfigCompiler.Compile(folder).Config!.Data.Source).Path);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", true)]
    [InlineData("'true'", false)]
    [InlineData("!!bool true", false)]
    public void True_and_false_are_booleans_as_they_stand(string word, bool passes)
    {
        var text = SampleConfig.Text.Replace("norm: true", "norm: " + word, StringComparison.Ordinal);
        Assert.Equal(passes, ConfigCompiler.Compile(text).Config is not null);
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("2147483647", 2147483647L)]
    [InlineData("2147483648", 2147483648L)]
    [InlineData("9007199254740992", 9007199254740992L)]
    [InlineData("9007199254740993", 9007199254740993L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9_223_372_036_854_775_807", long.MaxValue)]
    [InlineData("1e3", 1000L)]
    [InlineData("9007199254740992.0", 9007199254740992L)]
    [InlineData("9223372036854775808", null)]
    [InlineData("18446744073709551616", null)]
    [InlineData("-1", null)]
    [InlineData("-9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("9007199254740993.0", 9007199254740993L)]
    [InlineData("1e19", null)]
    [InlineData("1e308", null)]
    [InlineData("1e309", null)]
    [InlineData("1e-400", null)]
    [InlineData("0x7fffffff", null)]
    [InlineData("0o17", null)]
    [InlineData("1:30", null)]
    [InlineData(".inf", null)]
    [InlineData("-.inf", null)]
    [InlineData(".NaN", null)]
    public void A_long_is_read_to_its_last_digit_or_refused(string spelling, long? value)
    {
        var compiled = ConfigCompiler.Compile(SampleConfig.Text + "  seed: " + spelling + "\n");

        Assert.Equal(value, compiled.Config?.Training.Seed);
        Assert.Equal(value is null, compiled.Findings.Any(one => one.Rule.Id is "PCV103" or "PCV105"));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2147483647", false)]
    [InlineData("2147483648", false)]
    [InlineData("-2147483648", false)]
    [InlineData("-2147483649", false)]
    [InlineData("4294967297", false)]
    public void An_int_does_not_wrap_around(string spelling, bool passes)
    {
        var text = SampleConfig
            .Text.Replace("epochs: 10", "epochs: " + spelling, StringComparison.Ordinal)
            .Replace("warmup_steps: 200", "warmup_steps: 0", StringComparison.Ordinal);
        Assert.Equal(passes, ConfigCompiler.Compile(text).Config is not null);
    }

    [Theory]
    [InlineData("4.9406564584124654e-324", true)]
    [InlineData("2.2250738585072014e-308", true)]
    [InlineData("1e9", true)]
    [InlineData("1000000000.0000001", false)]
    [InlineData("1.7976931348623157e308", false)]
    [InlineData("1.7976931348623159e308", false)]
    [InlineData("1e999", false)]
    [InlineData("-0.0", false)]
    [InlineData("0", false)]
    [InlineData("1e-400", false)]
    public void A_double_at_the_edge_is_kept_to_the_bit_or_refused(string spelling, bool passes)
    {
        var text = SampleConfig.Text.Replace("clip_norm: 1", "clip_norm: " + spelling, StringComparison.Ordinal);

        var compiled = ConfigCompiler.Compile(text);

        Assert.Equal(passes, compiled.Config is not null);
        if (passes)
        {
            var value = double.Parse(spelling, CultureInfo.InvariantCulture);
            Assert.Equal(value, compiled.Config!.Training.ClipNorm);
            Assert.Equal(value, ConfigCompiler.Compile(compiled.Canonical!).Config!.Training.ClipNorm);
        }
    }

    private static string AliasBomb()
    {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol]\n");
        for (var i = 1; i < 20; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n");
        }

        return text.ToString();
    }

    private static string Keys(int length)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < length - 20; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"k{i}: {i}\n");
        }

        return text.ToString();
    }
}
