using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>From a run folder to a file of weights under the names of another program.</summary>
internal static class Exporter
{
    /// <summary>Writes the weights that the run is used with; gives the family and how many tensors were written.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="model">Its model.</param>
    /// <param name="program">Whose names; null means where it was imported from.</param>
    /// <param name="target">The file; it is there whole or not at all.</param>
    /// <exception cref="CommandFailure">That program has no such model, or the file cannot be written.</exception>
    public static (string Family, int Tensors) Run(RunFolder folder, ModelBuilder model, string? program, string target)
    {
        using var scope = NewDisposeScope();
        var note = ReferenceNote.Of(folder);
        var (family, names) = Names(note, model.Config, program, folder);
        var store = new CheckpointStore(folder.Checkpoints, DiskFiles.Instance);
        var checkpoints = store.Names();
        if (checkpoints.Count == 0)
        {
            throw new CommandFailure($"{folder.Path} has no checkpoint yet.");
        }

        var (weights, statistics) = CheckpointReader.Arrays(store, checkpoints[0]);
        var ours = weights
            .Tensors.Concat(statistics?.Tensors ?? [])
            .ToDictionary(array => array.Name, array => array.ToTensor());
        var theirs = names.ToTheirs(ours, Kept(folder, note, family));
        var file = SafetensorsFile.Of(
            theirs
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => SafetensorsTensors.FromTensor(pair.Key, pair.Value))
        );
        try
        {
            using (var stream = new FileStream(target + ".new", FileMode.Create, FileAccess.Write))
            {
                SafetensorsWriter.Write(stream, file);
                stream.Flush(flushToDisk: true);
            }

            File.Move(target + ".new", target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{target} cannot be written: {exception.Message}");
        }

        return (family, theirs.Count);
    }

    private static (string Family, NameMap Names) Names(
        ReferenceNote? note,
        PerceiverConfig config,
        string? program,
        RunFolder folder
    )
    {
        if (note is not null && (program is null || ReferenceFamilies.Find(note.Family)?.Program == program))
        {
            return (note.Family, note.Names(config));
        }

        var wanted =
            program
            ?? throw CommandFailure.Usage(
                $"{folder.Path} was not imported: --to says whose names the weights shall have."
            );
        foreach (var family in ReferenceFamilies.All.Where(one => one.Program == wanted))
        {
            if (Try(family, config) is { } names)
            {
                return (family.Name, names);
            }
        }

        throw new CommandFailure($"{wanted} has no model like that of {folder.Path}: it has no names for its weights.");
    }

    // A family takes any config, but only finds names for its own.
    private static NameMap? Try(ReferenceFamily family, PerceiverConfig config)
    {
        try
        {
            var names = family.Names(config);
            return names.IsComplete ? names : null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidCastException)
        {
            return null;
        }
    }

    private static Dictionary<string, Tensor>? Kept(RunFolder folder, ReferenceNote? note, string family) =>
        note?.Family == family && File.Exists(folder.ReferenceTensors)
            ? SafetensorsReader
                .ReadFile(folder.ReferenceTensors)
                .OrFail()
                .Tensors.ToDictionary(array => array.Name, array => array.ToTensor())
            : null;
}
