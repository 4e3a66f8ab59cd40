using System.Globalization;

namespace Perceiver.Config;

/// <summary>Rules on what a model costs.</summary>
internal static class SizeRules
{
    private const decimal MostParameters = 1_000_000_000_000;

    // Ten times the deepest networks; each is named, listed and saved by itself.
    private const decimal MostTensors = 20_000;
    private const decimal MostFlops = 1_000_000_000_000_000_000;
    private const decimal MostInputs = 1_000_000_000;
    private const decimal Gibibyte = 1024 * 1024 * 1024;

    public static void Size(PerceiverConfig config, PlaceFinder places)
    {
        if (!InputRules.Fits(config.Model))
        {
            return;
        }

        var specs = Shapes.Once(config);
        var (parameters, flops) = (specs.Numbers, Cost.ExactFlops(config));
        decimal inputs = Shapes.InputCount(config.Model);
        if (inputs > MostInputs)
        {
            string[] at = ["model.input.kind", "model.input"];
            places.Report(Rules.ModelTooLarge, at, $"{Text(inputs)} inputs", Text(MostInputs));
        }
        else if (parameters > MostParameters)
        {
            Report($"{Text(parameters)} parameters", Text(MostParameters));
        }
        else if (specs.Tensors > MostTensors)
        {
            Report($"{Text(specs.Tensors)} tensors of parameters", Text(MostTensors));
        }
        else if (flops > MostFlops)
        {
            Report($"{Text(flops)} floating-point operations per example", Text(MostFlops));
        }

        void Report(string what, string most) => places.Report(Rules.ModelTooLarge, ["model.latents"], what, most);
    }

    /// <summary>Whether the model's parameters are few enough to list them.</summary>
    public static bool CanList(PerceiverConfig config) => Shapes.Once(config).Tensors <= MostTensors;

    public static void Memory(PerceiverConfig config, PlaceFinder places)
    {
        if (!InputRules.Fits(config.Model))
        {
            return;
        }

        var batch = config.Training.BatchSize;
        var bytes = Cost.ExactActivationBytes(config) * batch;
        var budget = (decimal)config.Training.MemoryBudget;
        if (bytes / Gibibyte > budget)
        {
            places.Report(
                Rules.ActivationMemory,
                ["training.batch_size", "training.memory_budget", "training"],
                NumberText.Format(batch),
                (bytes / Gibibyte).ToString("#,0.#", CultureInfo.InvariantCulture),
                NumberText.Format(config.Training.MemoryBudget)
            );
        }
    }

    private static string Text(decimal value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
