using System.CommandLine;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary><c>perceiver summary</c>.</summary>
internal static class SummaryVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var config = new Argument<string>("CONFIG")
        {
            Description = "A shipped config's name, or the path of a YAML file.",
        };
        var (set, json) = (CommonOptions.Set(), CommonOptions.Json());
        return new Verb(
            "summary",
            "Show a config's parameters, their shapes, and what a forward pass costs.",
            ["perceiver summary fashion-mnist", "perceiver summary my-model.yaml --set model.latents.count=64 --json"],
            config,
            set,
            json
        ).Does(parsed =>
        {
            var overrides = (parsed.GetValue(set) ?? []).Select(ConfigSource.Override).ToArray();
            var model = new ConfigSource(surroundings.Error).Load(parsed.GetValue(config)!, overrides).Model;
            var shapes = Shapes.Of(model.Config);
            if (parsed.GetValue(json))
            {
                surroundings.Out.WriteLine(
                    Json.OneLine(
                        new
                        {
                            model.Name,
                            model.Hash,
                            Parameters = model.ParameterCount,
                            model.ForwardFlops,
                            Inputs = Shapes.InputCount(model.Config.Model),
                            InputWidth = Shapes.InputWidth(model.Config.Model),
                            Shapes = shapes.Select(spec => new
                            {
                                spec.Name,
                                Shape = spec.Shape.ToArray(),
                                spec.Count,
                            }),
                        }
                    )
                );
                return ExitCodes.Done;
            }

            surroundings.Out.WriteLine($"{model.Name}  {model.Hash}");
            TextTable.Write(
                surroundings.Out,
                ["parameter", "shape", "numbers"],
                [.. shapes.Select(spec => (string[])[spec.Name, spec.Shape.ToString(), Numbers.Count(spec.Count)])],
                2
            );
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(
                $"byte array      [{Shapes.InputCount(model.Config.Model)}, {Shapes.InputWidth(model.Config.Model)}] (inputs, channels)"
            );
            surroundings.Out.WriteLine(
                $"latents         [{model.Config.Model.Latents.Count}, {model.Config.Model.Latents.Width}]"
            );
            surroundings.Out.WriteLine($"parameters      {Numbers.Count(model.ParameterCount)}");
            surroundings.Out.WriteLine(
                $"forward FLOPs   {Numbers.Count(model.ForwardFlops)} per example ({Numbers.Short(model.ForwardFlops)})"
            );
            return ExitCodes.Done;
        });
    }
}
