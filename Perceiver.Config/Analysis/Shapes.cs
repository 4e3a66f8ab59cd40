namespace Perceiver.Config;

/// <summary>
/// The parameters of a model, from its config alone: names, shapes, order and initial values. Constants, tables and the
/// tensors themselves all come from here. Linear weights are <c>[out, in]</c>.
/// </summary>
public static class Shapes
{
    private static readonly InitConfig Zeros = new(InitKind.Zeros, 0);
    private static readonly InitConfig Ones = new(InitKind.Ones, 0);

    /// <summary>Every parameter, in the order of the parameter tree.</summary>
    public static EquatableArray<ParameterSpec> Of(PerceiverConfig config)
    {
        var model = config.Model;
        var specs = new SpecList(model.LinearInit);
        var latents = model.Latents;
        specs.Add("latents", latents.Init, latents.Count, latents.Width);
        Input(specs, model);

        var encoder = model.Encoder;
        var stages = StageSharing.Of(encoder);
        for (var i = 0; i < stages.CrossAttends; i++)
        {
            Block(specs, $"encoder.cross_attends.{i}", encoder.CrossAttend, latents.Width, InputWidth(model));
        }

        for (var i = 0; i < stages.Towers; i++)
        {
            for (var j = 0; j < encoder.Blocks; j++)
            {
                Block(specs, $"encoder.towers.{i}.{j}", encoder.SelfAttend, latents.Width, null);
            }
        }

        Decoder(specs, model, config.Task);
        return specs.ToArray();
    }

    /// <summary>How many inputs the cross-attend sees.</summary>
    public static int InputCount(ModelConfig model)
    {
        var (rows, columns) = InputGrid(model);
        return rows * columns;
    }

    /// <summary>Inputs along height and width.</summary>
    public static (int Rows, int Columns) InputGrid(ModelConfig model) =>
        (model.Input, model.Preprocessor) switch
        {
            (InputConfig.Image image, PreprocessorConfig.Patches patches) => (
                Along(image.Height, patches),
                Along(image.Width, patches)
            ),
            (InputConfig.Image image, _) => (image.Height, image.Width),
            _ => throw new ArgumentOutOfRangeException(nameof(model), "Unknown kind of input."),
        };

    /// <summary>Raw values per input, before any linear layer.</summary>
    public static int RawWidth(ModelConfig model) =>
        (model.Input, model.Preprocessor) switch
        {
            (InputConfig.Image image, PreprocessorConfig.Patches patches) => patches.Size
                * patches.Size
                * image.Channels,
            (InputConfig.Image image, _) => image.Channels,
            _ => throw new ArgumentOutOfRangeException(nameof(model), "Unknown kind of input."),
        };

    /// <summary>Channels per input after the preprocessor, before positions.</summary>
    public static int ContentWidth(ModelConfig model) => PreprocessorWidth(model.Preprocessor) ?? RawWidth(model);

    /// <summary>Values of the position code before any linear layer; 0 without positions.</summary>
    public static int PositionFeatures(ModelConfig model) =>
        model.Positions switch
        {
            PositionConfig.Fourier fourier => 2 * ((2 * fourier.Bands) + (fourier.IncludePositions ? 1 : 0)),
            PositionConfig.Learned { Combine: PositionCombine.Concat, Width: { } width } => width,
            PositionConfig.Learned => ContentWidth(model),
            _ => 0,
        };

    /// <summary>Channels that the cross-attend sees, positions included.</summary>
    public static int InputWidth(ModelConfig model) =>
        ContentWidth(model)
        + model.Positions switch
        {
            PositionConfig.Learned { Combine: PositionCombine.Concat } => PositionFeatures(model),
            PositionConfig.Fourier { Combine: PositionCombine.Concat } fourier => fourier.Width
                ?? PositionFeatures(model),
            _ => 0,
        };

    /// <summary>Width of the linear layer over Fourier features, or null where there is none.</summary>
    public static int? PositionProjection(ModelConfig model) =>
        model.Positions switch
        {
            PositionConfig.Fourier { Combine: PositionCombine.Add } => ContentWidth(model),
            PositionConfig.Fourier fourier => fourier.Width,
            _ => null,
        };

    /// <summary>Width of the vector that the classifier head reads.</summary>
    public static int HeadInput(ModelConfig model) =>
        model.Decoder is DecoderConfig.Query query ? query.Width : model.Latents.Width;

    internal static int? PreprocessorWidth(PreprocessorConfig preprocessor) =>
        preprocessor switch
        {
            PreprocessorConfig.Pixels pixels => pixels.Width,
            PreprocessorConfig.Patches patches => patches.Width,
            _ => null,
        };

    private static int Along(int side, PreprocessorConfig.Patches patches) =>
        ((side + (2 * patches.Padding) - patches.Size) / patches.Stride) + 1;

    private static void Input(SpecList specs, ModelConfig model)
    {
        if (PreprocessorWidth(model.Preprocessor) is { } width)
        {
            specs.Linear("preprocessor", width, RawWidth(model));
        }

        if (model.Positions is PositionConfig.Learned learned)
        {
            specs.Add("positions.table", learned.Init, InputCount(model), PositionFeatures(model));
        }

        if (PositionProjection(model) is { } projection)
        {
            specs.Linear("positions.projection", projection, PositionFeatures(model));
        }
    }

    private static void Decoder(SpecList specs, ModelConfig model, TaskConfig task)
    {
        switch (model.Decoder)
        {
            case DecoderConfig.Query query:
                specs.Add("decoder.query", query.Init, 1, query.Width);
                Block(specs, "decoder.cross_attend", query.CrossAttend, query.Width, model.Latents.Width);
                Head(specs, query.Head, query.Width, task);
                break;
            case DecoderConfig.MeanPool pool:
                if (pool.Norm)
                {
                    specs.Norm("decoder.norm", model.Latents.Width);
                }

                Head(specs, pool.Head, model.Latents.Width, task);
                break;
        }
    }

    private static void Head(SpecList specs, HeadConfig head, int width, TaskConfig task)
    {
        var outputs = task is TaskConfig.Classification classification ? classification.Classes : 0;
        var layer = 0;
        foreach (var next in (int[])[.. head.Hidden, outputs])
        {
            specs.Linear($"decoder.head.{layer++}", next, width);
            width = next;
        }
    }

    private static void Block(SpecList specs, string path, BlockConfig block, int width, int? inputWidth)
    {
        var attention = block.Attention;
        specs.Norm($"{path}.query_norm", width);
        if (inputWidth is { } inputs)
        {
            specs.Norm($"{path}.input_norm", inputs);
        }

        Projection(specs, $"{path}.attention.query", attention, attention.QkWidth, width);
        Projection(specs, $"{path}.attention.key", attention, attention.QkWidth, inputWidth ?? width);
        Projection(specs, $"{path}.attention.value", attention, attention.VWidth, inputWidth ?? width);
        if (attention.OutputProjection)
        {
            // Keras' kernel is [heads, head width, out]; the heads are its receptive field.
            var fans = (double)attention.VWidth + ((double)attention.Heads * width);
            specs.Linear($"{path}.attention.output", width, attention.VWidth, AttentionInitial(attention, fans));
        }

        if (attention.Scale == AttentionScale.Learned)
        {
            specs.Add($"{path}.attention.scale", Ones);
        }

        specs.Norm($"{path}.mlp_norm", width);
        specs.Linear($"{path}.mlp.hidden", block.Mlp.Widening * width, width);
        specs.Linear($"{path}.mlp.output", width, block.Mlp.Widening * width);
    }

    private static void Projection(SpecList specs, string path, AttentionConfig attention, int outputs, int inputs)
    {
        // Keras' kernel is [in, heads, head width]; the inputs are its receptive field.
        var fans = (double)inputs * (attention.Heads + (outputs / (double)attention.Heads));
        specs.Linear(path, outputs, inputs, AttentionInitial(attention, fans));
    }

    private static InitConfig? AttentionInitial(AttentionConfig attention, double fans) =>
        attention.Init == AttentionInit.KerasMultiHead ? new(InitKind.Uniform, Math.Sqrt(6 / fans)) : null;

    private sealed class SpecList(InitConfig linear)
    {
        private readonly List<ParameterSpec> _specs = [];

        public void Add(string name, InitConfig init, params int[] shape) =>
            _specs.Add(new(name, shape.ToEquatableArray(), init));

        public void Linear(string path, int outputs, int inputs, InitConfig? init = null)
        {
            Add($"{path}.weight", init ?? linear, outputs, inputs);
            Add($"{path}.bias", Zeros, outputs);
        }

        public void Norm(string path, int width)
        {
            Add($"{path}.weight", Ones, width);
            Add($"{path}.bias", Zeros, width);
        }

        public EquatableArray<ParameterSpec> ToArray() => _specs.ToEquatableArray();
    }
}
