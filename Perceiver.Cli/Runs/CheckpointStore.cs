using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// Writes checkpoints so that a good one is always there. A new one is written beside the old (<c>last.new</c>), forced
/// to the disk, and put in its place by renaming; the old one stays as <c>last.previous</c>. Whatever fails on the way,
/// <c>last</c> or <c>last.previous</c> is whole.
/// </summary>
/// <param name="folder">The run's <c>checkpoints</c>.</param>
/// <param name="files">The disk.</param>
public sealed class CheckpointStore(string folder, IFiles files)
{
    /// <summary>The newest checkpoint.</summary>
    public const string Last = "last";

    /// <summary>The one that did best on the validation examples.</summary>
    public const string Best = "best";

    /// <summary>The state at the start of the epoch, kept where the config may have to go back to it.</summary>
    public const string EpochStart = "epoch";

    internal const string ManifestName = "manifest.json";
    internal const string ParametersName = "parameters.safetensors";
    internal const string OptimizerName = "optimizer.safetensors";
    internal const string AverageName = "average.safetensors";
    internal const string PendingName = "pending.safetensors";
    private const string New = ".new";
    private const string Previous = ".previous";

    /// <summary>Whether there is a checkpoint of that name, or a previous one.</summary>
    public bool Has(string name) => Candidates(name).Any(Directory.Exists);

    /// <summary>The folders that may hold it, the newest first.</summary>
    public IReadOnlyList<string> Candidates(string name) => [PathOf(name), PathOf(name) + Previous];

    /// <summary>Writes a state; the digests go into the manifest here.</summary>
    /// <exception cref="CommandFailure">It could not be written; the checkpoint before it is still there.</exception>
    public void Save(string name, TrainState<PerceiverParameters> state, Manifest manifest)
    {
        var target = PathOf(name);
        try
        {
            files.DeleteFolder(target + New);
            files.CreateFolder(target + New);
            var digests = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            Write(ParametersName, TreeFiles.ToArrays(state.Parameters));
            Write(OptimizerName, TreeFiles.ToArrays(state.Optimizer));
            if (state.Average is { } average)
            {
                Write(AverageName, TreeFiles.ToArrays(average));
            }

            if (state.Pending is { } pending)
            {
                Write(PendingName, TreeFiles.ToArrays(pending));
            }

            var text = Json.Pretty(manifest with { Files = digests.ToImmutable() });
            files.Write(Path.Combine(target + New, ManifestName), Encoding.UTF8.GetBytes(text));
            files.SyncFolder(target + New);
            if (Directory.Exists(target))
            {
                files.DeleteFolder(target + Previous);
                files.MoveFolder(target, target + Previous);
            }

            files.MoveFolder(target + New, target);
            files.SyncFolder(folder);

            void Write(string file, IEnumerable<SafetensorsTensor> arrays)
            {
                var bytes = SafetensorsWriter.ToBytes(SafetensorsFile.Of(arrays));
                digests.Add(file, Digest(bytes));
                files.Write(Path.Combine(target + New, file), bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                $"the checkpoint could not be saved: {exception.Message.TrimEnd('.')}. "
                    + $"The one before it is kept. Once there is room: perceiver train --resume {Path.GetDirectoryName(folder)}"
            );
        }
    }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(string name) => Path.Combine(folder, name);
}
