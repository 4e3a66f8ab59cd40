using System.Runtime.CompilerServices;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>
/// Published models as configs: those that are shipped, and in the folder beside this file model and task of others,
/// without data and training. Some are not built yet; they are compiled all the same.
/// </summary>
internal static class PublishedModels
{
    private const string Rest = """

        data: { source: { kind: image_folder, path: nowhere } }
        training: { epochs: 1 }
        """;

    private static readonly string[] Shipped =
    [
        "imagenet-conv",
        "imagenet-fourier",
        "imagenet-learned",
        "language-bytes",
        "multimodal-kinetics",
        "optical-flow",
        "paper-imagenet",
        "paper-imagenet-unshared",
    ];

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder(), "*.yaml").Select(Path.GetFileNameWithoutExtension).Concat(Shipped).Order()!;

    public static Compiled Compile(string name) => AllOf(Text(name));

    /// <summary>Compiles a text.</summary>
    public static Compiled AllOf(string text, params ConfigOverride[] overrides) =>
        ConfigCompiler.Compile(text, overrides);

    public static PerceiverConfig Config(string name)
    {
        var compiled = Compile(name);
        Assert.True(
            compiled.Config is not null,
            string.Join('\n', compiled.Findings.Select(one => one.Format(name + ".yaml")))
        );
        return compiled.Config;
    }

    /// <summary>A text that stands by itself.</summary>
    public static string Text(string name) =>
        Shipped.Contains(name)
            ? ShippedConfigs.Compile(name).Canonical!
            : File.ReadAllText(Path.Combine(Folder(), name + ".yaml")) + Rest;

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Published");
}
