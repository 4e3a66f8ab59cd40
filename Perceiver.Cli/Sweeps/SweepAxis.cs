using System.Collections.Immutable;
using System.Globalization;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>A setting that a sweep varies.</summary>
/// <param name="Path">The setting, as <c>--set</c> takes it.</param>
public abstract record SweepAxis(string Path)
{
    /// <summary>One of a list of values.</summary>
    /// <param name="Path">The setting.</param>
    /// <param name="Options">The values, as <c>--set</c> takes them; at least one.</param>
    public sealed record Choice(string Path, ImmutableArray<string> Options) : SweepAxis(Path);

    /// <summary>A number between two others.</summary>
    /// <param name="Path">The setting.</param>
    /// <param name="Low">The least.</param>
    /// <param name="High">The most.</param>
    /// <param name="Logarithmic">Whether each power of ten is as likely as any other; then the least is above 0.</param>
    /// <param name="Whole">Whether only whole numbers are drawn.</param>
    public sealed record Range(string Path, double Low, double High, bool Logarithmic, bool Whole) : SweepAxis(Path)
    {
        /// <summary>The number at a share of the way.</summary>
        /// <param name="share">In [0, 1).</param>
        public string At(double share)
        {
            // The highest whole number is as likely as any other.
            var end = Whole ? High + 1 : High;
            var value = Logarithmic ? Low * Math.Pow(end / Low, share) : Low + ((end - Low) * share);
            var text = value.ToString("G4", CultureInfo.InvariantCulture);
            var rounded = Whole ? Math.Floor(value) : double.Parse(text, CultureInfo.InvariantCulture);
            return NumberText.Format(Math.Clamp(rounded, Low, High));
        }
    }

    /// <summary>The value that a key draws: four digits of a number, which are as good as all and can be read.</summary>
    /// <param name="key">A key of the run's own.</param>
    public string Draw(RngKey key)
    {
        var share = (key.Fold(Path).Bits() >> 11) * (1.0 / (1UL << 53));
        return this switch
        {
            Choice choice => choice.Options[(int)(share * choice.Options.Length)],
            Range range => range.At(share),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Reads <c>key.path=value,value</c>; commas within brackets or quotes are part of a value.</summary>
    /// <exception cref="CommandFailure">It is something else.</exception>
    public static Choice Grid(string text)
    {
        var (path, values) = Split(text) ?? throw Complain();
        var options = Values(values).Select(value => value.Trim()).ToImmutableArray();
        return options.All(value => value.Length > 0) ? new Choice(path, options) : throw Complain();

        CommandFailure Complain() =>
            CommandFailure.Usage(
                $"--grid wants key=value,value, for example training.batch_size=64,128, not '{text}'."
            );
    }

    /// <summary>Reads <c>key.path=low:high</c> or <c>key.path=low:high:log</c>.</summary>
    /// <exception cref="CommandFailure">It is something else.</exception>
    public static Range Between(string text)
    {
        var (path, values) = Split(text) ?? throw Complain("");
        var parts = values.Split(':').Select(part => part.Trim()).ToArray();
        if (
            parts is not ([_, _] or [_, _, "log"])
            || !NumberText.TryRead(parts[0], out var low)
            || !NumberText.TryRead(parts[1], out var high)
        )
        {
            throw Complain("");
        }

        var logarithmic = parts.Length == 3;
        return !(low < high) ? throw Complain(" The first number is the smaller.")
            : logarithmic && low <= 0 ? throw Complain(" A log range begins above 0.")
            : new Range(path, low, high, logarithmic, parts.Take(2).All(IsWhole));

        CommandFailure Complain(string why) =>
            CommandFailure.Usage(
                "--range wants key=low:high or key=low:high:log, for example "
                    + $"training.optimizer.learning_rate=1e-4:1e-2:log, not '{text}'.{why}"
            );
    }

    private static (string Path, string Values)? Split(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at].Trim(), text[(at + 1)..]) : null;
    }

    private static bool IsWhole(string number) => number.All(letter => char.IsAsciiDigit(letter) || letter == '-');

    private static IEnumerable<string> Values(string text)
    {
        var (start, depth, quote) = (0, 0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            quote =
                quote != '\0' ? (letter == quote ? '\0' : quote)
                : letter is '"' or '\'' ? letter
                : '\0';
            depth +=
                quote != '\0' ? 0
                : letter is '[' or '{' ? 1
                : letter is ']' or '}' ? -1
                : 0;
            if (letter == ',' && depth == 0 && quote == '\0')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
