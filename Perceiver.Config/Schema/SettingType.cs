namespace Perceiver.Config;

/// <summary>A setting's type: decodes a node, encodes a value, and says what it accepts.</summary>
public abstract class SettingType<T>
{
    /// <summary>What it accepts.</summary>
    public abstract SettingShape Shape { get; }

    /// <summary>
    /// The value of a node. What is wrong with it is reported, and then the result means nothing; no finding hides
    /// another one.
    /// </summary>
    internal T Decode(YamlNode node, DecodeScope scope) => node is YamlNode.Broken ? default! : Read(node, scope);

    /// <summary>The canonical node of a value.</summary>
    internal abstract YamlNode Encode(T value);

    private protected abstract T Read(YamlNode node, DecodeScope scope);

    private protected static YamlNode Plain(string text) => new YamlNode.Scalar(text, true, default);
}
