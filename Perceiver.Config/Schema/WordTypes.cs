using System.Text;

namespace Perceiver.Config;

/// <summary>true or false, and no other spelling.</summary>
internal sealed class BooleanType : SettingType<bool>
{
    public override SettingShape Shape { get; } = new SettingShape.Boolean();

    internal override YamlNode Encode(bool value) => Plain(value ? "true" : "false");

    private protected override bool Read(YamlNode node, DecodeScope scope)
    {
        if (node is not YamlNode.Scalar { Plain: true, Text: "true" or "false" } scalar)
        {
            scope.WrongType(Shape, node);
            return default;
        }

        return scalar.Text == "true";
    }
}

/// <summary>A text, quoted or not.</summary>
internal sealed class TextType : SettingType<string>
{
    private const int MaxLength = 1024;

    public override SettingShape Shape { get; } = new SettingShape.Text(MaxLength);

    internal override YamlNode Encode(string value) => new YamlNode.Scalar(value, false, default);

    private protected override string Read(YamlNode node, DecodeScope scope)
    {
        if (node is not YamlNode.Scalar scalar || scalar.IsNull)
        {
            scope.WrongType(Shape, node);
            return "";
        }

        if (scalar.Text.Length is 0 or > MaxLength || scalar.Text.Any(char.IsControl))
        {
            var found = scalar.Text.Length == 0 ? "an empty text" : DecodeScope.Shorten(scalar.Text);
            var what = Shape.Describe() + " without control characters";
            scope.Report(Rules.OutOfRange, scope.Place(node), scope.Key, what, found);
        }

        return scalar.Text;
    }
}

/// <summary>The members of an enum, in snake case.</summary>
internal sealed class WordType<T> : SettingType<T>
    where T : struct, Enum
{
    private readonly T[] _values = [.. Enum.GetValues(typeof(T)).Cast<T>()];
    private readonly string[] _words = [.. Enum.GetNames(typeof(T)).Select(Words.Snake)];

    public override SettingShape Shape => new SettingShape.Word(_words.ToEquatableArray());

    internal override YamlNode Encode(T value) => Plain(_words[Array.IndexOf(_values, value)]);

    private protected override T Read(YamlNode node, DecodeScope scope)
    {
        if (node is not YamlNode.Scalar { IsNull: false } scalar)
        {
            scope.WrongType(Shape, node);
            return default;
        }

        var index = Array.IndexOf(_words, scalar.Text);
        if (index < 0)
        {
            Words.ReportUnknown(scope, scope.Key, scalar, _words);
            return default;
        }

        return _values[index];
    }
}

/// <summary>Helpers for words.</summary>
internal static class Words
{
    /// <summary>The key that tells the cases of a union apart.</summary>
    public const string KindKey = "kind";

    /// <summary>FirstStageApart to first_stage_apart.</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    public static void ReportUnknown(
        DecodeScope scope,
        string key,
        YamlNode.Scalar scalar,
        IReadOnlyList<string> words
    ) =>
        scope.Report(
            Rules.UnknownWord,
            scope.Place(scalar),
            key,
            DecodeScope.Shorten(scalar.Text),
            Hint(scalar.Text, words)
        );

    /// <summary>"Did you mean", or all the words there are.</summary>
    public static string Hint(string word, IReadOnlyList<string> words) =>
        Suggestions.Closest(word, words) is { } closest
            ? $"Did you mean '{closest}'?"
            : $"Known: {string.Join(", ", words)}.";
}
