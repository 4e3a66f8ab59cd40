using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>From another program's description and weights to a run folder. It is made only when everything fits.</summary>
/// <param name="surroundings">Streams and environment.</param>
internal sealed class Importer(Surroundings surroundings)
{
    // Pixels from -1 to 1, as all references but one have them.
    private const double Half = 127.5;

    /// <summary>The run folder and the model in it.</summary>
    /// <exception cref="CommandFailure">Something does not fit; no folder was made.</exception>
    public (RunFolder Folder, ModelBuilder Model, int Tensors) Run(ImportOptions options)
    {
        var file = Describe(options.Config);
        var (loaded, family, document) = ImportedConfig.Of(NameOf(options), options, file, surroundings.Error);
        using var mapped = SafetensorsReader.Map(options.Weights).OrFail();
        using var scope = NewDisposeScope();
        var (names, prefix) = ForeignWeights.Named(family.Names(loaded.Model.Config), mapped.File);
        var tensors = ForeignWeights.Read(names, mapped.File, options.Weights);
        var ours = names.ToOurs(tensors);
        var state = TrainState<PerceiverParameters>.Start(
            ParameterAssembly.Assemble(loaded.Model.Config, name => ours[name]),
            RngKey.FromSeed(loaded.Model.Config.Training.Seed)
        ) with
        {
            Statistics = ParameterAssembly.AssembleStatistics(loaded.Model.Config, name => ours[name]),
        };
        var folder = options.Out is { } path
            ? RunFolder.CreateAt(path)
            : RunFolder.CreateIn(surroundings.RunsFolder, loaded.Model.Name, DateTime.Now);
        var note = new ReferenceNote(
            family.Name,
            prefix,
            [.. options.Sizes.Axes],
            options.Sizes.Queries,
            document.Clone()
        );
        Write(folder, loaded, note, names, tensors);
        new CheckpointStore(folder.Checkpoints, DiskFiles.Instance).Save(
            CheckpointStore.Last,
            state,
            Manifest(loaded.Model, state, options, file)
        );
        return (folder, loaded.Model, tensors.Count);
    }

    private static JsonElement Describe(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new CommandFailure($"{path} is not JSON: {exception.Message}");
        }
    }

    // A file called config.json says nothing; its folder does.
    private static string NameOf(ImportOptions options)
    {
        var own = Path.GetFileNameWithoutExtension(options.Config);
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(options.Config)));
        return own == "config" && folder is { Length: > 0 } ? folder : own;
    }

    private static void Write(
        RunFolder folder,
        LoadedConfig loaded,
        ReferenceNote note,
        NameMap names,
        IReadOnlyDictionary<string, Tensor> tensors
    )
    {
        File.WriteAllText(folder.Config, $"# Imported: {note.Family}.\n{loaded.Canonical}");
        File.WriteAllText(folder.CanonicalConfig, loaded.Canonical);
        var start = new RunStart(
            loaded.Model.Name,
            DateTime.Now.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            ProgramVersion.Current,
            null,
            null,
            null,
            []
        );
        File.WriteAllText(folder.Start, Json.Pretty(start) + "\n");
        File.WriteAllText(folder.Reference, Json.Pretty(note) + "\n");
        var kept = names.Derived.Select(one => SafetensorsTensors.FromTensor(one.Name, tensors[one.Name]));
        File.WriteAllBytes(folder.ReferenceTensors, SafetensorsWriter.ToBytes(SafetensorsFile.Of(kept)));
    }

    private static Manifest Manifest(
        ModelBuilder model,
        TrainState<PerceiverParameters> state,
        ImportOptions options,
        JsonElement file
    )
    {
        var channels = model.Config.Model.Input is InputConfig.Image image ? image.Channels : 0;
        return new Manifest(
            Perceiver.Cli.Manifest.CurrentFormat,
            ProgramVersion.Current,
            model.Name,
            model.Hash,
            0,
            0,
            0,
            string.Create(CultureInfo.InvariantCulture, $"{state.Key.High:x16}{state.Key.Low:x16}"),
            PerChannel(options.Mean, channels, "--mean"),
            PerChannel(options.Deviation, channels, "--deviation"),
            Classes(model.Config.Task, file),
            [0, 0, 0],
            Progress.None,
            state.Plateau,
            state.Stopping,
            ImmutableSortedDictionary<string, string>.Empty
        );
    }

    private static ImmutableArray<double> PerChannel(EquatableArray<double> given, int channels, string option) =>
        given.Count switch
        {
            0 => [.. Enumerable.Repeat(Half, channels)],
            1 => [.. Enumerable.Repeat(given[0], channels)],
            var count when count == channels => [.. given],
            var count => throw CommandFailure.Usage(
                $"{option} has {count} numbers, but the images have {channels} channels."
            ),
        };

    private static ImmutableArray<string> Classes(TaskConfig task, JsonElement file)
    {
        if (task is not TaskConfig.Classification classification)
        {
            return [];
        }

        var named = file.TryGetProperty("id2label", out var labels) && labels.ValueKind == JsonValueKind.Object;
        return
        [
            .. Enumerable
                .Range(0, classification.Classes)
                .Select(i => named && labels.TryGetProperty($"{i}", out var label) ? $"{label}" : $"class {i}"),
        ];
    }
}
