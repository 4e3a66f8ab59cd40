using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>A run that is only read: its best weights in memory, ready to be asked.</summary>
internal sealed class OpenedRun : IDisposable
{
    private readonly Machine _machine;
    private readonly LoadedCheckpoint _loaded;

    private OpenedRun(
        RunFolder folder,
        ModelBuilder model,
        PerceiverParameters parameters,
        string checkpoint,
        Machine machine,
        LoadedCheckpoint loaded
    )
    {
        (Folder, Model, Checkpoint, _machine, _loaded) = (folder, model, checkpoint, machine, loaded);
        Attender = new Attender(model.Config, loaded.Statistics, machine.Device, loaded.State.Statistics);
        Parameters = parameters;
        Evaluator = new Evaluator(model, loaded.Statistics, machine.Workers, machine.Device, loaded.State.Statistics);
    }

    public RunFolder Folder { get; }

    public ModelBuilder Model { get; }

    /// <summary>The one that was asked for; else "best", or "last" where no epoch has ended yet.</summary>
    public string Checkpoint { get; }

    public long Step => _loaded.State.Step;

    /// <summary>Its weights, as the model takes them.</summary>
    public PerceiverParameters Parameters { get; }

    /// <summary>What its batch norms kept.</summary>
    public ModelStatistics Kept => _loaded.State.Statistics;

    public IReadOnlyList<string> ClassNames => _loaded.Manifest.ClassNames;

    public PixelStatistics Statistics => _loaded.Statistics;

    public Evaluator Evaluator { get; }

    public Attender Attender { get; }

    public static OpenedRun Open(
        Surroundings surroundings,
        string? run,
        string? checkpoint,
        int? threads,
        DeviceChoice? device,
        string? size = null
    )
    {
        var folder = RunLocator.Find(run, surroundings.RunsFolder);
        var model = new ConfigSource(surroundings.Error).OfRun(folder).Model;
        var store = new CheckpointStore(folder.Checkpoints, DiskFiles.Instance);
        // The best stands first.
        var names = store.Names();
        if (names.Count == 0)
        {
            throw new CommandFailure($"{folder.Path} has no checkpoint yet.");
        }

        var name = checkpoint ?? names[0];
        if (!names.Contains(name))
        {
            throw new CommandFailure(
                $"{folder.Path} has no checkpoint '{name}'; it has {string.Join(", ", names)}."
                    + UsageMistakes.DidYouMean(name, names)
            );
        }

        var machine = Machine.Start(model.Config, threads, device);
        var loaded = new CheckpointReader(model, machine.Device, toUse: true).Load(
            store,
            [name],
            surroundings.Error.WriteLine
        );
        var weights = loaded.State.Weights;
        if (size is not null)
        {
            (model, weights) = OtherImageSize.Of(model, weights, size, surroundings.Error.WriteLine);
        }

        return new OpenedRun(folder, model, weights, name, machine, loaded);
    }

    public void Dispose()
    {
        _loaded.Release();
        _machine.Dispose();
    }
}
