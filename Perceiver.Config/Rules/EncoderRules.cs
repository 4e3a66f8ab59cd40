using System.Globalization;

namespace Perceiver.Config;

/// <summary>Rules on latents, encoder and decoder.</summary>
internal static class EncoderRules
{
    private const long MostParameters = 1_000_000_000_000;
    private const decimal MostFlops = 1_000_000_000_000_000_000;

    public static void Sharing(PerceiverConfig config, PlaceFinder places)
    {
        var encoder = config.Model.Encoder;
        var why = encoder switch
        {
            { Sharing: WeightSharing.None } => null,
            { Stages: 1 } => "there is only one",
            { Stages: 2, Sharing: WeightSharing.FirstStageApart } => "the first is apart and the second is alone",
            { Blocks: 0, AttendingStages: 1 } => "there is one cross-attend and no tower",
            _ => null,
        };
        if (why is not null)
        {
            string[] at = ["model.encoder.sharing"];
            places.Report(
                Rules.SharingHasNoEffect,
                at,
                Words.Snake(encoder.Sharing.ToString()),
                NumberText.Format(encoder.Stages),
                why
            );
        }
    }

    public static void Bottleneck(PerceiverConfig config, PlaceFinder places)
    {
        var model = config.Model;
        if (InputRules.Fits(model) && Shapes.InputCount(model) is var inputs && model.Latents.Count >= inputs)
        {
            string[] at = ["model.latents.count"];
            places.Report(Rules.NoBottleneck, at, NumberText.Format(model.Latents.Count), NumberText.Format(inputs));
        }
    }

    public static void Idle(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var (path, head) in ModelParts.Heads(config.Model))
        {
            if (head is { Hidden.Count: 0 } && head.Activation != Activation.Gelu)
            {
                string[] at = [$"{path}.activation"];
                places.Report(Rules.NoEffect, at, "activation", "the head has no hidden layer");
            }
        }
    }

    public static void Size(PerceiverConfig config, PlaceFinder places)
    {
        if (!InputRules.Fits(config.Model))
        {
            return;
        }

        var (parameters, flops) = (Cost.ExactParameters(config), Cost.ExactFlops(config));
        if (parameters > MostParameters)
        {
            Report($"{Text(parameters)} parameters", Text(MostParameters));
        }
        else if (flops > MostFlops)
        {
            Report($"{Text(flops)} floating-point operations per example", Text(MostFlops));
        }

        void Report(string what, string most) => places.Report(Rules.ModelTooLarge, ["model.latents"], what, most);
    }

    private static string Text(decimal value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
