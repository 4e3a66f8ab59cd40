using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Puts a model's weights together from their names: new ones, those of a checkpoint, those of another program.</summary>
public static class ParameterAssembly
{
    /// <summary>The parameters of <paramref name="config"/>, each leaf asked of <paramref name="leaf"/> by its name.</summary>
    /// <param name="config">The config; it decides which leaves there are.</param>
    /// <param name="leaf">Gives the tensor for a name; it is asked once for each name of <c>Shapes.Of(config)</c>.</param>
    public static PerceiverParameters Assemble(PerceiverConfig config, Func<string, Tensor> leaf)
    {
        var model = config.Model;
        var sharing = StageSharing.Of(model.Encoder);
        return new(
            leaf("latents"),
            model.Preprocessor
                is PreprocessorConfig.Pixels { Width: null }
                    or PreprocessorConfig.Patches { Width: null }
                ? null
                : Linear("preprocessor", leaf),
            Positions(model, leaf),
            new(
                List(
                    sharing.CrossAttends,
                    i => Block(model.Encoder.CrossAttend, $"encoder.cross_attends.{i}", true, leaf)
                ),
                List(
                    sharing.Towers,
                    i =>
                        List(
                            model.Encoder.Blocks,
                            j => Block(model.Encoder.SelfAttend, $"encoder.towers.{i}.{j}", false, leaf)
                        )
                )
            ),
            Decoder(model.Decoder, leaf)
        );
    }

    private static PositionParameters? Positions(ModelConfig model, Func<string, Tensor> leaf)
    {
        var table = model.Positions is PositionConfig.Learned ? leaf("positions.table") : null;
        var projection = Shapes.PositionProjection(model) is null ? null : Linear("positions.projection", leaf);
        return table is null && projection is null ? null : new(table, projection);
    }

    private static DecoderParameters Decoder(DecoderConfig decoder, Func<string, Tensor> leaf) =>
        decoder switch
        {
            DecoderConfig.Query query => new(
                leaf("decoder.query"),
                Block(query.CrossAttend, "decoder.cross_attend", true, leaf),
                null,
                Head(query.Head, leaf)
            ),
            DecoderConfig.MeanPool pool => new(
                null,
                null,
                pool.Norm ? Norm("decoder.norm", leaf) : null,
                Head(pool.Head, leaf)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(decoder), decoder, "Unknown kind of decoder."),
        };

    private static EquatableArray<LinearParameters> Head(HeadConfig head, Func<string, Tensor> leaf) =>
        List(head.Hidden.Count + 1, i => Linear($"decoder.head.{i}", leaf));

    private static BlockParameters Block(BlockConfig block, string path, bool cross, Func<string, Tensor> leaf) =>
        new(
            Norm($"{path}.query_norm", leaf),
            cross ? Norm($"{path}.input_norm", leaf) : null,
            new(
                Linear($"{path}.attention.query", leaf),
                Linear($"{path}.attention.key", leaf),
                Linear($"{path}.attention.value", leaf),
                block.Attention.OutputProjection ? Linear($"{path}.attention.output", leaf) : null,
                block.Attention.Scale == AttentionScale.Learned ? leaf($"{path}.attention.scale") : null
            ),
            Norm($"{path}.mlp_norm", leaf),
            new(Linear($"{path}.mlp.hidden", leaf), Linear($"{path}.mlp.output", leaf))
        );

    private static LinearParameters Linear(string path, Func<string, Tensor> leaf) =>
        new(leaf($"{path}.weight"), leaf($"{path}.bias"));

    private static NormParameters Norm(string path, Func<string, Tensor> leaf) =>
        new(leaf($"{path}.weight"), leaf($"{path}.bias"));

    private static EquatableArray<T> List<T>(int count, Func<int, T> item) =>
        Enumerable.Range(0, count).Select(item).ToEquatableArray();
}
