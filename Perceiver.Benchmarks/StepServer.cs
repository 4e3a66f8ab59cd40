using System.Diagnostics;
using System.Text.Json;
using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Benchmarks;

/// <summary>Runs one step for each line it reads, and writes what that step took, as a line of JSON.</summary>
internal static class StepServer
{
    public static void Run(string name, StepOptions options)
    {
        var config = Load(name);
        using var machine = Machine.Start(config, options.Threads, null);
        var images = Images(config, options.Batch);
        var state = TrainState<PerceiverParameters>
            .Start(PerceiverModel.Init(config, RngKey.FromSeed(0)), RngKey.FromSeed(1))
            .Keep();
        var facts = new
        {
            ready = true,
            @params = Cost.ParameterCount(config),
            flops_per_image = Cost.ForwardFlops(config),
        };
        Write(facts);

        using var process = Process.GetCurrentProcess();
        while (Console.ReadLine() is not null)
        {
            process.Refresh();
            var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            if (options.Mode == "train")
            {
                var next = Train(config, state, images, machine.Workers);
                state.Release();
                state = next;
            }
            else
            {
                Forward(config, state.Parameters, images, machine.Workers);
            }

            var elapsed = clock.Elapsed.TotalMilliseconds;
            process.Refresh();
            Write(
                new
                {
                    ms = Math.Round(elapsed, 2),
                    cpu_ms = Math.Round((process.TotalProcessorTime - cpu).TotalMilliseconds, 2),
                    rss_mb = Math.Round(process.PeakWorkingSet64 / 1048576.0, 1),
                }
            );
        }
    }

    private static TrainState<PerceiverParameters> Train(
        PerceiverConfig config,
        TrainState<PerceiverParameters> state,
        LabelledImages batch,
        Workers workers
    )
    {
        using var scope = NewDisposeScope();
        var size = (int)batch.Labels.shape[0];
        var shards = TrainStep.Shards(batch, config.Training.Shards);
        var gradients = workers.Run<ShardGradients<PerceiverParameters>>([
            .. shards.Select<LabelledImages, Func<ShardGradients<PerceiverParameters>>>(
                (shard, i) =>
                    () =>
                    {
                        var key = TrainStep.DropoutKey(state, i);
                        var result = TrainStep.Gradients(config, state.Parameters, shard, size, key);
                        result.Gradients.Keep(); // They cross from the worker's thread to this one.
                        return result;
                    }
            ),
        ]);
        var (next, _) = TrainStep.Apply(config, state, gradients, totalSteps: 1_000_000);
        foreach (var shard in gradients)
        {
            shard.Gradients.Release();
        }

        return next.Keep();
    }

    private static void Forward(
        PerceiverConfig config,
        PerceiverParameters parameters,
        LabelledImages batch,
        Workers workers
    )
    {
        using var scope = NewDisposeScope();
        workers.Run<int>([
            .. TrainStep
                .Shards(batch, config.Training.Shards)
                .Select<LabelledImages, Func<int>>(shard =>
                    () =>
                    {
                        using var inner = NewDisposeScope();
                        using var still = no_grad();
                        return (int)PerceiverModel.Forward(config, parameters, shard.Images).Values.shape[0];
                    }
                ),
        ]);
    }

    private static LabelledImages Images(PerceiverConfig config, int batch)
    {
        var input = (InputConfig.Image)config.Model.Input;
        var generator = new Random(0);
        var pixels = new float[batch * input.Height * input.Width * input.Channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)(generator.NextDouble() * 2 - 1);
        }

        var labels = Enumerable.Range(0, batch).Select(i => (long)(i % 10)).ToArray();
        return new(new(tensor(pixels, [batch, input.Height, input.Width, input.Channels])), tensor(labels));
    }

    private static PerceiverConfig Load(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "cases", $"{name}.yaml");
        var compiled = ConfigCompiler.Compile(File.ReadAllText(file));
        return compiled.Config
            ?? throw new FormatException(string.Join('\n', compiled.Findings.Select(f => f.Message)));
    }

    private static void Write(object line)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(line));
        Console.Out.Flush();
    }
}
