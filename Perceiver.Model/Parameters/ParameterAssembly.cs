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
            model.Latents.Source is LatentSource.Learned ? leaf("latents") : null,
            model.Latents.Source is LatentSource.LastInputs { Projection: true }
                ? Linear("latent_projection", leaf)
                : null,
            model.Preprocessor is PreprocessorConfig.Embedding ? leaf("embedding") : null,
            InputLayout.Projected(model.Preprocessor) is null ? null : Linear("preprocessor", leaf),
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
                ),
                model.Encoder.FinalNorm ? Norm("encoder.norm", leaf) : null
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

    private static DecoderParameters Decoder(DecoderConfig decoder, Func<string, Tensor> leaf)
    {
        var nothing = new DecoderParameters(null, null, null, null, null, [], null);
        switch (decoder)
        {
            case DecoderConfig.MeanPool pool:
                return nothing with
                {
                    Norm = pool.Norm ? Norm("decoder.norm", leaf) : null,
                    Head = Head(pool.Head, leaf),
                };
            case DecoderConfig.Query query:
                return nothing with
                {
                    Query = leaf("decoder.query"),
                    CrossAttend = Block(query.CrossAttend, "decoder.cross_attend", true, leaf),
                    Head = Head(query.Head, leaf),
                };
            case DecoderConfig.Queries queries:
                return Output(queries.Output, nothing, leaf) with
                {
                    Queries = queries.Array is QueryConfig.Learned ? leaf("decoder.queries") : null,
                    QueryProjection = queries.Array is QueryConfig.Fourier { Projection: not null }
                        ? Linear("decoder.query_projection", leaf)
                        : null,
                    CrossAttend = Block(queries.CrossAttend, "decoder.cross_attend", true, leaf),
                };
            case DecoderConfig.Latents latents:
                return Output(latents.Output, nothing, leaf);
            default:
                throw new ArgumentOutOfRangeException(nameof(decoder), decoder, "Unknown kind of decoder.");
        }
    }

    private static DecoderParameters Output(
        OutputConfig output,
        DecoderParameters nothing,
        Func<string, Tensor> leaf
    ) =>
        output switch
        {
            OutputConfig.Projected projected => nothing with { Head = Head(projected.Head, leaf) },
            OutputConfig.Tied { Bias: true } => nothing with { Bias = leaf("decoder.bias") },
            _ => nothing,
        };

    private static EquatableArray<LinearParameters> Head(HeadConfig head, Func<string, Tensor> leaf) =>
        List(head.Hidden.Count + 1, i => Linear($"decoder.head.{i}", leaf));

    private static BlockParameters Block(BlockConfig block, string path, bool cross, Func<string, Tensor> leaf) =>
        new(
            Norm($"{path}.query_norm", leaf),
            cross ? Norm($"{path}.input_norm", leaf) : null,
            Attention(block.Attention, $"{path}.attention", leaf),
            block.Mlp is null ? null : Norm($"{path}.mlp_norm", leaf),
            block.Mlp is { } mlp
                ? new(Linear($"{path}.mlp.hidden", leaf, mlp.Bias), Linear($"{path}.mlp.output", leaf, mlp.Bias))
                : null
        );

    private static AttentionParameters Attention(AttentionConfig config, string path, Func<string, Tensor> leaf) =>
        new(
            Linear($"{path}.query", leaf, config.Bias),
            Linear($"{path}.key", leaf, config.Bias),
            Linear($"{path}.value", leaf, config.Bias),
            config.OutputProjection ? Linear($"{path}.output", leaf, config.OutputBias) : null,
            config.Scale == AttentionScale.Learned ? leaf($"{path}.scale") : null
        );

    private static LinearParameters Linear(string path, Func<string, Tensor> leaf, bool bias = true) =>
        new(leaf($"{path}.weight"), bias ? leaf($"{path}.bias") : null);

    private static NormParameters Norm(string path, Func<string, Tensor> leaf) =>
        new(leaf($"{path}.weight"), leaf($"{path}.bias"));

    private static EquatableArray<T> List<T>(int count, Func<int, T> item) =>
        Enumerable.Range(0, count).Select(item).ToEquatableArray();
}
