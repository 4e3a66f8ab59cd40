namespace Perceiver.Config;

/// <summary>Rules on latents that are the last inputs (Perceiver AR).</summary>
internal static class LatentRules
{
    /// <summary>Being causal and turning by position need latents that have a place.</summary>
    public static void Places(PerceiverConfig config, PlaceFinder places)
    {
        var (latents, encoder) = (config.Model.Latents, config.Model.Encoder);
        if (latents.Source is LatentSource.LastInputs)
        {
            if (latents.Init != InitSchema.TruncatedNormal)
            {
                string[] at = ["model.latents.init.kind", "model.latents.init"];
                places.Report(Rules.NoEffect, at, "init", "the latents are the last inputs");
            }

            return;
        }

        if (encoder.Causal)
        {
            places.Report(Rules.LatentsWithoutPlace, ["model.encoder.causal"], "A causal encoder");
        }

        if (encoder.Rotary is not RotaryConfig.None)
        {
            string[] at = ["model.encoder.rotary.kind", "model.encoder.rotary"];
            places.Report(Rules.LatentsWithoutPlace, at, "A rotary code");
        }
    }

    public static void LastInputs(PerceiverConfig config, PlaceFinder places)
    {
        var model = config.Model;
        if (model.Latents.Source is not LatentSource.LastInputs source)
        {
            return;
        }

        string[] kind = ["model.latents.source.kind", "model.latents.source"];
        var layout = InputLayout.Of(model);
        if (layout.Grid.Count != 1)
        {
            places.Report(Rules.LastInputsNeedOrder, kind);
            return;
        }

        if (model.Latents.Count > layout.Count)
        {
            string[] at = ["model.latents.count"];
            places.Report(Rules.MoreLatentsThanInputs, at, Text(model.Latents.Count), Text(layout.Count));
        }

        var needsWidth = !source.Projection || source.Memory == LatentMemory.PrefixAndLatents;
        if (needsWidth && layout.Width != model.Latents.Width)
        {
            var why = source.Projection ? "are read together with the inputs" : "are inputs as they come";
            string[] at = ["model.latents.width"];
            places.Report(Rules.LatentWidth, at, Text(model.Latents.Width), Text(layout.Width), why);
        }
    }

    private static string Text(long value) => NumberText.Format(value);
}
