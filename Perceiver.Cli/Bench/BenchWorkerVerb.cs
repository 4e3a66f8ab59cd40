using System.CommandLine;
using System.Diagnostics;
using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>
/// Our side of <c>bench</c>, in a process of its own like the peer: a step per line on standard input, its figures on
/// standard output.
/// </summary>
internal static class BenchWorkerVerb
{
    public const string Name = "bench-worker";

    // Side of the matrices that show what the machine can do.
    private const int ProductSide = 2048;

    public static Verb Create(Surroundings surroundings)
    {
        var name = new Option<string>("--case") { DefaultValueFactory = _ => "keras" };
        var mode = new Option<string>("--mode") { DefaultValueFactory = _ => "train" };
        var batch = CommonOptions.Whole("--batch", 1, 65_536, "Images per step.");
        var threads = CommonOptions.Threads();
        var (device, steps) = (CommonOptions.Device(), CommonOptions.Whole("--steps", 1, 10_000, "Steps per line."));
        var precision = new Option<Precision>("--precision") { DefaultValueFactory = _ => Precision.Float32 };
        var shards = CommonOptions.Whole("--shards", 1, 1024, "Parts of a batch.");
        var set = CommonOptions.Set();
        Option[] options = [name, mode, batch, threads, device, steps, precision, shards, set];
        var verb = new Verb(Name, "One side of bench.", [], [.. options]) { Hidden = true };
        return verb.Does(parsed =>
        {
            var (count, size) = (parsed.GetValue(threads) ?? 1, parsed.GetValue(batch) ?? 8);
            var perLine = parsed.GetValue(steps) ?? 1;
            using var scope = NewDisposeScope();
            if (parsed.GetValue(mode) == "sgemm")
            {
                Engine.Current.Start(new EngineOptions(count, OneCaller: true));
                using var product = new ProductProbe(ProductSide);
                Serve(surroundings, new(true, 0, (long)product.Flops), perLine, product.Run);
                return ExitCodes.Done;
            }

            var word = parsed.GetValue(name)!;
            var changes = (parsed.GetValue(set) ?? []).Select(ConfigSource.Override).ToArray();
            var parts = parsed.GetValue(shards) ?? BenchCase.Shards(word, size, count);
            var loaded = BenchCase.Load(word, parts, size, changes);
            var training = loaded.Config.Training with { Precision = parsed.GetValue(precision) };
            var model = ModelBuilder.From(loaded.Name, loaded.Hash, loaded.Config with { Training = training });
            using var machine = Machine.Start(model.Config, count, parsed.GetValue(device));
            var facts = new WorkerReady(true, model.ParameterCount, model.ForwardFlops);
            var images = Images(model, size).To(machine.Device);
            if (parsed.GetValue(mode) == "forward")
            {
                var parameters = model.Init(RngKey.FromSeed(0), machine.Device);
                Serve(surroundings, facts, perLine, () => Forward(model, parameters, images, machine));
            }
            else
            {
                var state = TrainState<PerceiverParameters>
                    .Start(model.Init(RngKey.FromSeed(0), machine.Device), RngKey.FromSeed(0))
                    .Keep();
                Serve(
                    surroundings,
                    facts,
                    perLine,
                    () =>
                    {
                        var before = state;
                        var part = UpdatePart.Whole(size);
                        (state, _, _) = ShardedStep.Run(model.Config, state, images, part, long.MaxValue, machine);
                        before.Release();
                    }
                );
                state.Release();
            }

            return ExitCodes.Done;
        });
    }

    public static LabelledImages Images(ModelBuilder model, int size)
    {
        var input = (InputConfig.Image)model.Config.Model.Input;
        var classes = ((TaskConfig.Classification)model.Config.Task).Classes;
        using var generator = RngKey.FromSeed(1).NewGenerator();
        var pixels = randn([size, input.Height, input.Width, input.Channels], generator: generator);
        var labels = Enumerable.Range(0, size).Select(i => (long)(i % classes)).ToArray();
        return new LabelledImages(new ImageBatch(pixels), tensor(labels));
    }

    private static void Forward(
        ModelBuilder model,
        PerceiverParameters parameters,
        TrainingBatch images,
        Machine machine
    )
    {
        using var scope = NewDisposeScope();
        var parts = TrainStep.Shards(images, machine.Workers.Count);
        machine.Workers.Run<bool>([
            .. parts.Select<TrainingBatch, Func<bool>>(part => () => One((ImageBatch)part.Inputs)),
        ]);

        bool One(ImageBatch part)
        {
            using var own = NewDisposeScope();
            using var gradients = no_grad();
            return model.Forward(parameters, part, null).Values.numel() > 0;
        }
    }

    private static void Serve(Surroundings surroundings, WorkerReady facts, int perLine, Action step)
    {
        Say(facts);
        using var process = Process.GetCurrentProcess();
        while (Console.In.ReadLine() is not null)
        {
            process.Refresh();
            var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            for (var i = 0; i < perLine; i++)
            {
                step();
            }

            var wall = clock.Elapsed.TotalMilliseconds / perLine;
            process.Refresh();
            var used = (process.TotalProcessorTime - cpu).TotalMilliseconds / perLine;
            Say(new StepFigures(wall, used, process.PeakWorkingSet64 / 1048576.0));
        }

        void Say<T>(T value)
        {
            surroundings.Out.WriteLine(Json.OneLine(value));
            surroundings.Out.Flush();
        }
    }
}
