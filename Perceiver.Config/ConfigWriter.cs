namespace Perceiver.Config;

/// <summary>Config to text.</summary>
public static class ConfigWriter
{
    /// <summary>
    /// The canonical text: every setting, also those that have their default, always in the same order and spelling.
    /// It compiles to an equal config.
    /// </summary>
    public static string Write(PerceiverConfig config) =>
        YamlPrinter.Block((YamlNode.Mapping)ConfigSchema.Type.Encode(config));
}
