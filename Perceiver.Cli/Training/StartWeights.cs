using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>The weights that a run starts from where its config names another run, or a file of weights.</summary>
/// <param name="runsFolder">Where runs are looked for.</param>
internal sealed class StartWeights(string runsFolder)
{
    private const string Extension = ".safetensors";
    private const int MostNamed = 5;

    /// <summary>A state like the given one, with those weights; what batch norms kept comes with a run's.</summary>
    /// <param name="state">The state with first weights of its own, in the caller's dispose scope.</param>
    /// <param name="source">A run's folder or name, or a file of safetensors.</param>
    /// <param name="device">Where tensors go.</param>
    /// <exception cref="CommandFailure">There is no such thing, or it is of another model.</exception>
    public TrainState<PerceiverParameters> Put(TrainState<PerceiverParameters> state, string source, Device? device)
    {
        var (weights, statistics, path) = Read(source);
        Check(state.Parameters, weights, path);
        if (statistics is not null && !state.Statistics.IsEmpty)
        {
            Check(state.Statistics, statistics, path);
        }

        var first = TreeFiles.FromArrays(state.Parameters, weights, path, device);
        return state with
        {
            Parameters = first,
            Average = state.Average is null ? null : first.Map(leaf => leaf.clone()),
            Statistics =
                statistics is null || state.Statistics.IsEmpty
                    ? state.Statistics
                    : TreeFiles.FromArrays(state.Statistics, statistics, path, device),
        };
    }

    private (SafetensorsFile Weights, SafetensorsFile? Statistics, string Path) Read(string source)
    {
        if (source.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            return File.Exists(source)
                ? (SafetensorsReader.Read(File.ReadAllBytes(source), source).OrFail(), null, source)
                : throw new CommandFailure($"training.start_from: there is no file {source}.");
        }

        var run = RunLocator.Find(source, runsFolder);
        var store = new CheckpointStore(run.Checkpoints, DiskFiles.Instance);
        var name =
            store.Names().FirstOrDefault()
            ?? throw new CommandFailure($"training.start_from: {run.Path} has no checkpoint yet.");
        var (weights, statistics) = CheckpointReader.Arrays(store, name);
        return (weights, statistics, run.Path);
    }

    // Everything that does not fit, by name, in both directions: a run that only half starts elsewhere is worse than none.
    private static void Check<P>(P tree, SafetensorsFile file, string path)
        where P : IParameterTree<P>
    {
        var theirs = file.Tensors.ToDictionary(array => array.Name, array => array.Shape, StringComparer.Ordinal);
        var names = tree.Names().ToArray();
        string[] problems =
        [
            .. names
                .Zip(
                    tree.Leaves(),
                    (name, leaf) => Problem(name, Perceiver.Config.EquatableArray.Create<long>(leaf.shape))
                )
                .OfType<string>(),
            .. theirs.Keys.Except(names).Order(StringComparer.Ordinal).Select(name => $"'{name}' is not in this model"),
        ];
        if (problems.Length > 0)
        {
            var more = problems.Length > MostNamed ? $"; and {problems.Length - MostNamed} more" : "";
            throw new CommandFailure(
                $"training.start_from: the weights of {path} are of another model: "
                    + $"{string.Join("; ", problems.Take(MostNamed))}{more}. Start from a run of the same model."
            );
        }

        string? Problem(string name, Perceiver.Config.EquatableArray<long> shape) =>
            !theirs.TryGetValue(name, out var other) ? $"'{name}' is missing"
            : other != shape ? $"'{name}' is {other} there and {shape} here"
            : null;
    }
}
