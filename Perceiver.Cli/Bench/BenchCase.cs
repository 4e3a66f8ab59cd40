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

    /// <summary>
    /// How many parts a step cuts its batch into: one for each thread, and more where the parts would be larger than what
    /// fills the processor, for what a part makes on its way is most of a step's memory.
    /// </summary>
    public static int Shards(string name, int batch, int threads)
    {
        var most = name == "small" ? 64 : 4;
        var rounds = (batch + (most * threads) - 1) / (most * threads);
        return Math.Min(batch, threads * rounds);
    }

    /// <summary>A case's model, changed as told.</summary>
    /// <exception cref="CommandFailure">The changes do not fit it.</exception>
    public static ModelBuilder Load(string name, int shards, int? batch = null, params ConfigOverride[] changes)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        ConfigOverride[] all =
        [
            new("training.shards", Text(shards)),
            .. batch is { } size ? [new("training.batch_size", Text(size))] : Array.Empty<ConfigOverride>(),
            .. changes,
        ];
        var compiled = ConfigCompiler.Compile(text, all);
        return compiled is { Config: { } config, Hash: { } hash }
            ? ModelBuilder.From(name, hash, config)
            : throw CommandFailure.Usage(compiled.Findings[0].Format(name + ".yaml"));

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A word that must be one of a few.</summary>
    public static string Check(string option, string word, string[] known) =>
        known.Contains(word)
            ? word
            : throw CommandFailure.Usage(
                $"{option} wants some of {string.Join(", ", known)}, not '{word}'.{UsageMistakes.DidYouMean(word, known)}"
            );
}
