using System.Globalization;
using System.Text.Json;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Reads checkpoints and trusts nothing in them: format, config, digests, names and shapes are all checked.</summary>
/// <param name="model">The model that the checkpoint must be of.</param>
/// <param name="device">Where its tensors go; null means the CPU.</param>
/// <param name="toUse">
/// Whether it is read to be used and not to go on with: then the optimiser's memory may have been left behind.
/// </param>
public sealed class CheckpointReader(ModelBuilder model, Device? device, bool toUse = false)
{
    /// <summary>
    /// The first of these checkpoints that is whole, where each stands before the one it replaced;
    /// <paramref name="say"/> is told if that is not the very first. Whichever it is, going on from it gives the same
    /// bits.
    /// </summary>
    /// <exception cref="CommandFailure">None of them can be used; the message is about the newest.</exception>
    public LoadedCheckpoint Load(CheckpointStore store, IReadOnlyList<string> names, Action<string> say)
    {
        CommandFailure? first = null;
        foreach (var path in names.SelectMany(store.Candidates).Where(Directory.Exists))
        {
            try
            {
                var loaded = Read(path);
                if (first is not null)
                {
                    say(
                        $"{first.Message} Going back to the checkpoint before it ({path}, step {loaded.Manifest.Step})."
                    );
                }

                return loaded;
            }
            catch (CommandFailure failure)
            {
                first ??= failure;
            }
        }

        throw first ?? new CommandFailure($"there is no checkpoint {store.Candidates(names[0])[0]}.");
    }

    /// <summary>
    /// The weights that a checkpoint is used with, verified, as they stand in the file: of the type they were written in.
    /// </summary>
    internal static (SafetensorsFile Weights, SafetensorsFile? Statistics) Arrays(CheckpointStore store, string name)
    {
        var path =
            store.Candidates(name).FirstOrDefault(Directory.Exists)
            ?? throw new CommandFailure($"there is no checkpoint {store.Candidates(name)[0]}.");
        var manifest = ReadManifest(System.IO.Path.Combine(path, CheckpointStore.ManifestName));
        var average = manifest.Files.ContainsKey(CheckpointStore.AverageName);
        var statistics = manifest.Files.ContainsKey(CheckpointStore.StatisticsName);
        return (
            ReadVerified(path, average ? CheckpointStore.AverageName : CheckpointStore.ParametersName, manifest),
            statistics ? ReadVerified(path, CheckpointStore.StatisticsName, manifest) : null
        );
    }

    /// <summary>The step of the checkpoint in a folder; null where none can be read.</summary>
    internal static long? StepOf(string path)
    {
        try
        {
            return ReadManifest(System.IO.Path.Combine(path, CheckpointStore.ManifestName)).Step;
        }
        catch (CommandFailure)
        {
            return null;
        }
    }

    private LoadedCheckpoint Read(string path)
    {
        var manifest = ReadManifest(System.IO.Path.Combine(path, CheckpointStore.ManifestName));
        if (manifest.FormatVersion != Manifest.CurrentFormat)
        {
            throw new CommandFailure(
                $"{path} has checkpoint format {manifest.FormatVersion}; this program reads {Manifest.CurrentFormat}. "
                    + "Use the version that wrote it, or train anew."
            );
        }

        if (manifest.ConfigHash != model.Hash)
        {
            throw new CommandFailure(
                $"{path} is of another config: its hash is {Short(manifest.ConfigHash)}, that of '{model.Name}' is "
                    + $"{Short(model.Hash)}. Put back the config.canonical.yaml that belongs to it, or train anew."
            );
        }

        var parameters = ReadVerified(path, CheckpointStore.ParametersName, manifest);
        var parametersPath = System.IO.Path.Combine(path, CheckpointStore.ParametersName);
        var optimizerPath = System.IO.Path.Combine(path, CheckpointStore.OptimizerName);
        var optimizer =
            toUse && !File.Exists(optimizerPath) ? null : ReadVerified(path, CheckpointStore.OptimizerName, manifest);

        // A state like the one that was saved tells names and shapes; its values are thrown away.
        using var scope = NewDisposeScope();
        var like = TrainState<PerceiverParameters>.Start(model.Init(RngKey.FromSeed(0), null), RngKey.FromSeed(0));
        var state = new TrainState<PerceiverParameters>(
            TreeFiles.FromArrays(like.Parameters, parameters, parametersPath, device),
            optimizer is null ? like.Optimizer : TreeFiles.FromArrays(like.Optimizer, optimizer, optimizerPath, device),
            manifest.Step,
            Key(manifest.Key, path),
            new Cursor(manifest.Epoch, manifest.StepInEpoch)
        )
        {
            Statistics = TreeFiles.FromArrays(
                PerceiverModel.InitStatistics(model.Config),
                manifest.Files.ContainsKey(CheckpointStore.StatisticsName)
                    ? ReadVerified(path, CheckpointStore.StatisticsName, manifest)
                    : SafetensorsFile.Of([]),
                System.IO.Path.Combine(path, CheckpointStore.StatisticsName),
                device
            ),
            Average = model.Config.Training.EmaDecay is null ? null : Tree(CheckpointStore.AverageName),
            Pending = manifest.Files.ContainsKey(CheckpointStore.PendingName)
                ? Tree(CheckpointStore.PendingName)
                : null,
            Plateau = manifest.Plateau,
            Stopping = manifest.Stopping,
        };
        return new LoadedCheckpoint(state.Keep(), manifest);

        PerceiverParameters Tree(string name) =>
            TreeFiles.FromArrays(
                like.Parameters,
                ReadVerified(path, name, manifest),
                System.IO.Path.Combine(path, name),
                device
            );
    }

    private static Manifest ReadManifest(string path)
    {
        try
        {
            return Json.Read<Manifest>(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(exception.Message);
        }
        catch (JsonException)
        {
            throw new CommandFailure($"{path} is damaged: it is not a checkpoint's manifest.");
        }
    }

    private static SafetensorsFile ReadVerified(string folder, string name, Manifest manifest)
    {
        var path = System.IO.Path.Combine(folder, name);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(exception.Message);
        }

        return manifest.Files.TryGetValue(name, out var digest) && digest == CheckpointStore.Digest(bytes)
            ? SafetensorsReader.Read(bytes, path).OrFail()
            : throw new CommandFailure($"{path} is damaged: its SHA-256 is not the one in the manifest.");
    }

    private static RngKey Key(string text, string path) =>
        text.Length == 32
        && ulong.TryParse(text[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
        && ulong.TryParse(text[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)
            ? new RngKey(high, low)
            : throw new CommandFailure($"{path} is damaged: its random key is not 32 hexadecimal digits.");

    private static string Short(string hash) => hash.Length > 19 ? hash[..19] + "..." : hash;
}
