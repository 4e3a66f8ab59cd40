using System.Collections.Immutable;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// A sweep from the command's words to its table: every config is compiled first, then one run follows the other, each an
/// ordinary run folder. What has come to its end is not done again.
/// </summary>
/// <param name="surroundings">Streams and environment.</param>
/// <param name="interruption">Who may stop it.</param>
/// <param name="display">Who watches.</param>
/// <param name="files">The disk that checkpoints go to.</param>
public sealed class SweepSession(
    Surroundings surroundings,
    Interruption interruption,
    ITrainingDisplay display,
    IFiles files
)
{
    /// <summary>Plans a sweep and runs it.</summary>
    public SweepResult Start(string config, SweepOptions options)
    {
        var combinations = SweepPlan.Of(options.Axes, options.Random, options.Seed);
        var configs = SweepConfigs.Compile(config, combinations, options.Overrides, surroundings.Error);
        var training = options.Training;
        var plan = new SweepFile(
            configs.Text.Name,
            RunHistory.Now,
            ProgramVersion.Current,
            training.Data is null ? null : Path.GetFullPath(training.Data),
            training.Device?.ToString(),
            training.Threads,
            options.Test,
            [.. options.Overrides.Select(one => $"{one.Path}={one.Value}")],
            [.. options.Axes.Select(axis => axis.Path)],
            [.. configs.Runs.Select(run => run.Entry)]
        );
        var path =
            training.Out ?? RunFolder.FreePath(surroundings.RunsFolder, configs.Text.Name + "-sweep", DateTime.Now);
        var folder = SweepFolder.Create(path);
        using var taken = RunLock.Take(new RunFolder(path));
        File.WriteAllText(folder.Config, configs.Text.Text);
        foreach (var (entry, canonical) in configs.Runs)
        {
            File.WriteAllText(folder.ConfigOf(entry), canonical);
        }

        // Last, so that a plan that can be read is whole.
        File.WriteAllText(folder.Plan + ".new", Json.Pretty(plan) + "\n");
        File.Move(folder.Plan + ".new", folder.Plan);
        if (configs.Repeated > 0)
        {
            display.Say($"{configs.Repeated} combinations make the same config as another and are left out");
        }

        return Run(folder, plan, training);
    }

    /// <summary>Goes on with a sweep.</summary>
    public SweepResult Resume(string sweep, TrainOptions training)
    {
        var (folder, plan) = SweepFolder.Find(sweep, surroundings.RunsFolder);
        using var taken = RunLock.Take(new RunFolder(folder.Path));
        return Run(folder, plan, training);
    }

    private SweepResult Run(SweepFolder folder, SweepFile plan, TrainOptions given)
    {
        var training = given with
        {
            Data = given.Data ?? plan.Data,
            Device = given.Device ?? DeviceChoice.Written(plan.Device),
            Threads = given.Threads ?? plan.Threads,
        };
        var configs = plan.Runs.Select(entry => Loaded(folder, plan, entry)).ToArray();
        display.Say($"sweep of {plan.Runs.Length} runs: {folder.Path}");
        var rows = plan.Runs.Select(entry => SweepRows.Of(folder, entry, configs[0].Model.Config)).ToArray();
        for (var i = 0; i < rows.Length && !interruption.Requested; i++)
        {
            if (rows[i].Status != RunSummary.Finished)
            {
                display.Say($"run {i + 1} of {rows.Length}: {Words(plan, plan.Runs[i])}");
                var failure = new SweepRunner(surroundings, interruption, display, files).Train(
                    folder.RunOf(plan.Runs[i]),
                    configs[i],
                    training with
                    {
                        NoTest = true,
                        Overrides = Settings(plan, plan.Runs[i]),
                    }
                );
                rows[i] = SweepRows.Of(folder, plan.Runs[i], configs[i].Model.Config) with { Message = failure };
                SweepFiles.WriteTable(folder, Table());
            }
        }

        if (plan.Test && !interruption.Requested && Table().Best is { Test: null } best)
        {
            var index = plan.Runs.IndexOf(plan.Runs.First(entry => entry.Name == best.Run));
            display.Say($"testing the best, {best.Run}");
            new SweepRunner(surroundings, interruption, display, files).Test(folder.RunOf(plan.Runs[index]), training);
            rows[index] = SweepRows.Of(folder, plan.Runs[index], configs[index].Model.Config);
        }

        SweepFiles.WriteTable(folder, Table());
        SweepFiles.WriteReport(folder, plan, display.Say);
        return new SweepResult(folder, Table(), interruption.Requested);

        SweepTable Table() => SweepTable.Of(configs[0].Model.Config.Training, plan.Settings, rows);
    }

    private LoadedConfig Loaded(SweepFolder folder, SweepFile plan, SweepEntry entry)
    {
        var text = ConfigTexts.Read(folder.ConfigOf(entry));
        var compiled = ConfigCompiler.Compile(text.Text);
        return compiled is { Config: { } config, Canonical: { } canonical, Hash: { } hash } && hash == entry.Hash
            ? new LoadedConfig(File.ReadAllText(folder.Config), canonical, ModelBuilder.From(plan.Config, hash, config))
            : throw new CommandFailure(
                $"{text.File} is not the config that the sweep was planned with: it was changed, or another version of "
                    + "the program made it. Begin the sweep anew."
            );
    }

    private static ImmutableArray<ConfigOverride> Settings(SweepFile plan, SweepEntry entry) =>
        [
            .. plan.Overrides.Select(ConfigSource.Override),
            .. plan.Settings.Zip(entry.Values, (path, value) => new ConfigOverride(path, value)),
        ];

    private static string Words(SweepFile plan, SweepEntry entry) =>
        string.Join("  ", plan.Settings.Zip(entry.Values, (path, value) => $"{path}={value}"));
}
