using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// Writes checkpoints so that a good one is always there. A new one is written beside the old (<c>last.new</c>), forced
/// to the disk, and put in its place by renaming; the old one stays as <c>last.previous</c>, and those before it as
/// <c>step-000000123</c>, as many as are asked for. Whatever fails on the way, <c>last</c> or <c>last.previous</c> is
/// whole.
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
    internal const string StatisticsName = "statistics.safetensors";
    internal const string PendingName = "pending.safetensors";
    private const string New = ".new";
    private const string Previous = ".previous";
    private const string Archive = "step-";

    /// <summary>Whether there is a checkpoint of that name, or a previous one.</summary>
    public bool Has(string name) => Candidates(name).Any(Directory.Exists);

    /// <summary>The folders that may hold it, the newest first.</summary>
    public IReadOnlyList<string> Candidates(string name) =>
        [PathOf(name), PathOf(name) + Previous, .. name == Last ? Archived().Select(PathOf) : []];

    /// <summary>Names of all checkpoints that can be asked for.</summary>
    public IReadOnlyList<string> Names() => [.. new[] { Best, Last }.Where(Has), .. Archived()];

    /// <summary>Writes a state; the digests go into the manifest here.</summary>
    /// <param name="name">Which checkpoint it is.</param>
    /// <param name="state">What to write.</param>
    /// <param name="manifest">What to write beside it.</param>
    /// <param name="keep">For <see cref="Last"/>: how many of the newest stay, this one included; at least 2.</param>
    /// <exception cref="CommandFailure">It could not be written; the checkpoint before it is still there.</exception>
    public void Save(string name, TrainState<PerceiverParameters> state, Manifest manifest, int keep = 2)
    {
        var target = PathOf(name);
        try
        {
            files.DeleteFolder(target + New);
            files.CreateFolder(target + New);
            var digests = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            Write(ParametersName, TreeFiles.ToArrays(state.Parameters));
            Write(OptimizerName, TreeFiles.ToArrays(state.Optimizer));
            if (!state.Statistics.IsEmpty)
            {
                Write(StatisticsName, TreeFiles.ToArrays(state.Statistics));
            }

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
                MakeRoom(target + Previous, name == Last ? keep - 2 : 0);
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

    // The older ones, the newest first.
    private IEnumerable<string> Archived() =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateDirectories(folder, Archive + "*")
                .Select(path => Path.GetFileName(path))
                .OrderDescending(StringComparer.Ordinal)
            : [];

    // A checkpoint that another is about to replace goes to the older ones, of which so many stay.
    private void MakeRoom(string replaced, int older)
    {
        if (older > 0 && CheckpointReader.StepOf(replaced) is { } step)
        {
            var archived = PathOf(string.Create(CultureInfo.InvariantCulture, $"{Archive}{step:D9}"));
            files.DeleteFolder(archived);
            files.MoveFolder(replaced, archived);
        }

        files.DeleteFolder(replaced);
        foreach (var tooOld in Archived().Skip(older).ToArray())
        {
            files.DeleteFolder(PathOf(tooOld));
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
