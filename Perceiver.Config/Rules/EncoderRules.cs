namespace Perceiver.Config;

/// <summary>Rules on latents, encoder and decoder.</summary>
internal static class EncoderRules
{
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
        var inputs = ModelParts.Inputs(model).Sum(part => InputLayout.Of(part.Input, part.Preprocessor, null).Count);
        if (InputRules.Fits(model) && model.Latents.Count >= inputs)
        {
            string[] at = ["model.latents.count"];
            places.Report(Rules.NoBottleneck, at, NumberText.Format(model.Latents.Count), NumberText.Format(inputs));
        }
    }

    public static void Stages(PerceiverConfig config, PlaceFinder places)
    {
        var encoder = config.Model.Encoder;
        if (encoder.AttendingStages > encoder.Stages)
        {
            string[] at = ["model.encoder.attending_stages"];
            places.Report(Rules.AttendingStages, at, Text(encoder.AttendingStages.Value), Text(encoder.Stages));
        }

        if (encoder.Inverted.Count > 0 && encoder.Inverted.Count != encoder.Stages)
        {
            string[] at = ["model.encoder.inverted"];
            places.Report(Rules.InvertedCount, at, Text(encoder.Inverted.Count), Text(encoder.Stages));
        }

        if (encoder is { Blocks: 0, Repeats: > 1 })
        {
            places.Report(Rules.NoEffect, ["model.encoder.repeats"], "repeats", "the tower has no blocks");
        }
    }

    public static void Rotary(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Model.Encoder.Rotary is not RotaryConfig.Interleaved rotary)
        {
            return;
        }

        var odd = ModelParts
            .EncoderBlocks(config.Model)
            .Select(part =>
                (part.Path, part.Block.Attention, Width: part.Block.Attention.QkWidth / part.Block.Attention.Heads)
            )
            .Where(part => part.Attention.QkWidth % part.Attention.Heads == 0)
            .FirstOrDefault(part => rotary.Share * part.Width % 2 != 0);
        if (odd.Path is not null)
        {
            var name = odd.Path.Substring(odd.Path.LastIndexOf('.') + 1);
            var (share, channels) = (NumberText.Format(rotary.Share), NumberText.Format(rotary.Share * odd.Width));
            string[] at = ["model.encoder.rotary.share", "model.encoder.rotary"];
            places.Report(Rules.RotaryChannels, at, share, Text(odd.Width), name, channels);
        }

        if (rotary.Layers > config.Model.Encoder.Blocks)
        {
            var blocks = Text(config.Model.Encoder.Blocks);
            string[] at = ["model.encoder.rotary.layers"];
            places.Report(Rules.NoEffect, at, "layers", $"beyond the tower's {blocks} block(s)");
        }
    }

    private static string Text(int value) => NumberText.Format(value);
}
