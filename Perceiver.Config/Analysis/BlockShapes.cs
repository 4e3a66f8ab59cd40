namespace Perceiver.Config;

/// <summary>The parameters of an attention block.</summary>
internal static class BlockShapes
{
    /// <summary>A block over rows of <paramref name="width"/>; null inputs mean that it attends to those rows themselves.</summary>
    public static void Block(SpecList specs, string path, BlockConfig block, long width, long? inputWidth)
    {
        specs.Norm($"{path}.query_norm", width);
        if (inputWidth is { } inputs)
        {
            specs.Norm($"{path}.input_norm", inputs);
        }

        Attention(specs, $"{path}.attention", block.Attention, width, inputWidth ?? width);
        if (block.Mlp is { } mlp)
        {
            specs.Norm($"{path}.mlp_norm", width);
            specs.Linear($"{path}.mlp.hidden", mlp.Widening * width * (mlp.Gated ? 2 : 1), width, bias: mlp.Bias);
            specs.Linear($"{path}.mlp.output", width, mlp.Widening * width, bias: mlp.Bias);
        }
    }

    private static void Attention(SpecList specs, string path, AttentionConfig attention, long width, long inputs)
    {
        Projection(specs, $"{path}.query", attention, attention.QkWidth, width);
        Projection(specs, $"{path}.key", attention, attention.QkWidth, inputs);
        Projection(specs, $"{path}.value", attention, attention.VWidth, inputs);
        if (attention.OutputProjection)
        {
            // Keras' kernel is [heads, head width, out]; the heads are its receptive field.
            var fans = (double)attention.VWidth + ((double)attention.Heads * width);
            var init = Initial(attention, fans);
            specs.Linear($"{path}.output", width, attention.VWidth, init, attention.OutputBias);
        }

        if (attention.Scale == AttentionScale.Learned)
        {
            specs.Add($"{path}.scale", SpecList.Ones);
        }
    }

    private static void Projection(SpecList specs, string path, AttentionConfig attention, long outputs, long inputs)
    {
        // Keras' kernel is [in, heads, head width]; the inputs are its receptive field.
        var fans = (double)inputs * (attention.Heads + (outputs / (double)attention.Heads));
        specs.Linear(path, outputs, inputs, Initial(attention, fans), attention.Bias);
    }

    private static InitConfig? Initial(AttentionConfig attention, double fans) =>
        attention.Init == AttentionInit.KerasMultiHead ? new(InitKind.Uniform, Math.Sqrt(6 / fans)) : null;
}
