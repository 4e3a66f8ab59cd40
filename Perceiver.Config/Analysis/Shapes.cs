namespace Perceiver.Config;

/// <summary>
/// The parameters of a model, from its config alone: names, shapes, order and initial values. Constants, tables and the
/// tensors themselves all come from here. Linear weights are <c>[out, in]</c>, convolutions <c>[out, in, rows, columns]</c>.
/// </summary>
public static class Shapes
{
    /// <summary>Every parameter, in the order of the parameter tree.</summary>
    public static EquatableArray<ParameterSpec> Of(PerceiverConfig config) => Listed(config, once: false).ToArray();

    /// <summary>The same with only the first of blocks that are alike, and the sums over all of them.</summary>
    internal static SpecList Once(PerceiverConfig config) => Listed(config, once: true);

    /// <summary>
    /// What a model keeps besides its parameters: the running mean and variance of each batch norm. They are not learned
    /// and count for nothing.
    /// </summary>
    public static EquatableArray<ParameterSpec> Buffers(PerceiverConfig config)
    {
        var specs = new SpecList(config.Model.LinearInit);
        InputShapes.Buffers(specs, "", config.Model.Preprocessor);
        if (config.Model.Input is InputConfig.Modalities several)
        {
            for (var i = 0; i < several.Parts.Count; i++)
            {
                InputShapes.Buffers(specs, $"modalities.{i}.", several.Parts[i].Preprocessor);
            }
        }

        return specs.ToArray();
    }

    /// <summary>How many inputs the cross-attend sees.</summary>
    public static long InputCount(ModelConfig model) => InputLayout.Of(model).Count;

    /// <summary>Inputs along each axis; empty where they lie on no grid.</summary>
    public static EquatableArray<int> InputGrid(ModelConfig model) => InputLayout.Of(model).Grid;

    /// <summary>Raw values per input, before any linear layer.</summary>
    public static int RawWidth(ModelConfig model) => InputLayout.Of(model).RawWidth;

    /// <summary>Channels per input after the preprocessor, before positions.</summary>
    public static int ContentWidth(ModelConfig model) => InputLayout.Of(model).ContentWidth;

    /// <summary>Values of the position code before any linear layer; 0 without positions.</summary>
    public static int PositionFeatures(ModelConfig model) => InputLayout.Of(model).PositionFeatures;

    /// <summary>Channels that the cross-attend sees, positions included.</summary>
    public static int InputWidth(ModelConfig model) => InputLayout.Of(model).Width;

    /// <summary>Width of the linear layer over the position code, or null where there is none.</summary>
    public static int? PositionProjection(ModelConfig model) => InputLayout.Of(model).PositionProjection;

    private static SpecList Listed(PerceiverConfig config, bool once)
    {
        var model = config.Model;
        var specs = new SpecList(model.LinearInit, once);
        InputShapes.Latents(specs, model);
        InputShapes.Input(specs, "", model.Input, model.Preprocessor, model.Positions);
        if (model.Input is InputConfig.Modalities several)
        {
            InputShapes.Modalities(specs, several);
        }

        Encoder(specs, model);
        DecoderShapes.Decoder(specs, config);
        return specs;
    }

    private static void Encoder(SpecList specs, ModelConfig model)
    {
        var (encoder, width, inputs) = (model.Encoder, model.Latents.Width, InputWidth(model));
        var stages = StageSharing.Of(encoder);
        specs.Repeat(
            stages.CrossAttends,
            i => BlockShapes.Block(specs, $"encoder.cross_attends.{i}", encoder.CrossAttend, width, inputs)
        );
        specs.Repeat(
            stages.Towers,
            i =>
                specs.Repeat(
                    encoder.Blocks,
                    j => BlockShapes.Block(specs, $"encoder.towers.{i}.{j}", encoder.SelfAttend, width, null)
                )
        );
        if (encoder.FinalNorm)
        {
            specs.Norm("encoder.norm", width);
        }
    }
}
