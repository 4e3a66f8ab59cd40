using System.Globalization;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>The models that are timed; <c>pytorch_peer.py</c> has the same.</summary>
internal static class BenchCase
{
    public static readonly string[] Names = ["keras", "small", "paper"];

    public static readonly string[] Modes = ["train", "forward"];

    /// <summary>Where cases and peer lie.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "bench");

    public static ModelBuilder Load(string name, int shards)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        var count = shards.ToString(CultureInfo.InvariantCulture);
        var compiled = ConfigCompiler.Compile(text, [new ConfigOverride("training.shards", count)]);
        return compiled is { Config: { } config, Hash: { } hash }
            ? ModelBuilder.From(name, hash, config)
            : throw new InvalidOperationException(compiled.Findings[0].Format(name + ".yaml"));
    }

    /// <summary>A word that must be one of a few.</summary>
    public static string Check(string option, string word, string[] known) =>
        known.Contains(word)
            ? word
            : throw CommandFailure.Usage(
                $"{option} wants some of {string.Join(", ", known)}, not '{word}'.{UsageMistakes.DidYouMean(word, known)}"
            );
}
