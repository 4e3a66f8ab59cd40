using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The parameters of <see cref="KerasExample"/> under the names and in the layouts they have there.</summary>
public static class KerasNames
{
    /// <summary>The example's names and Keras' layouts: kernels <c>[in, out]</c>, attention kernels split by head.</summary>
    /// <param name="config">A config made with <see cref="KerasExample"/>.</param>
    public static NameMap Of(PerceiverConfig config)
    {
        var encoder = config.Model.Encoder;
        var heads = encoder.SelfAttend.Attention.Heads;
        List<NameMapping> map =
        [
            new("latents", "latent_array", new TensorLayout.Same()),
            new("positions.table", "patch_encoder.position_embedding", new TensorLayout.Same()),
            .. Dense("preprocessor", "patch_encoder.projection"),
            .. Cross("encoder.cross_attends.0", "cross_attention"),
        ];
        for (var j = 0; j < encoder.Blocks; j++)
        {
            map.AddRange(Block($"encoder.towers.0.{j}", $"transformer.{j}", heads));
        }

        var layers = ((DecoderConfig.MeanPool)config.Model.Decoder).Head.Hidden.Count + 1;
        for (var i = 0; i < layers; i++)
        {
            map.AddRange(Dense($"decoder.head.{i}", $"classification_head.dense.{i}"));
        }

        return new(config, map.ToEquatableArray());
    }

    private static IEnumerable<NameMapping> Cross(string ours, string theirs) =>
        [
            .. Norm($"{ours}.query_norm", $"{theirs}.latent_norm"),
            .. Norm($"{ours}.input_norm", $"{theirs}.data_norm"),
            .. Norm($"{ours}.mlp_norm", $"{theirs}.attention_norm"),
            .. Dense($"{ours}.attention.query", $"{theirs}.query"),
            .. Dense($"{ours}.attention.key", $"{theirs}.key"),
            .. Dense($"{ours}.attention.value", $"{theirs}.value"),
            new($"{ours}.attention.scale", $"{theirs}.scale", new TensorLayout.Same()),
            .. Mlp($"{ours}.mlp", $"{theirs}.ffn"),
        ];

    private static IEnumerable<NameMapping> Block(string ours, string theirs, int heads) =>
        [
            .. Norm($"{ours}.query_norm", $"{theirs}.norm1"),
            .. Norm($"{ours}.mlp_norm", $"{theirs}.norm2"),
            .. Heads($"{ours}.attention.query", $"{theirs}.attention.query", heads),
            .. Heads($"{ours}.attention.key", $"{theirs}.attention.key", heads),
            .. Heads($"{ours}.attention.value", $"{theirs}.attention.value", heads),
            new(
                $"{ours}.attention.output.weight",
                $"{theirs}.attention.attention_output.kernel",
                new TensorLayout.HeadsByOutputs(heads)
            ),
            new($"{ours}.attention.output.bias", $"{theirs}.attention.attention_output.bias", new TensorLayout.Same()),
            .. Mlp($"{ours}.mlp", $"{theirs}.ffn"),
        ];

    private static IEnumerable<NameMapping> Mlp(string ours, string theirs) =>
        [.. Dense($"{ours}.hidden", $"{theirs}.dense.0"), .. Dense($"{ours}.output", $"{theirs}.dense.1")];

    private static IEnumerable<NameMapping> Dense(string ours, string theirs) =>
        [
            new($"{ours}.weight", $"{theirs}.kernel", new TensorLayout.Transposed()),
            new($"{ours}.bias", $"{theirs}.bias", new TensorLayout.Same()),
        ];

    private static IEnumerable<NameMapping> Heads(string ours, string theirs, int heads) =>
        [
            new($"{ours}.weight", $"{theirs}.kernel", new TensorLayout.InputsByHeads(heads)),
            new($"{ours}.bias", $"{theirs}.bias", new TensorLayout.BiasByHeads(heads)),
        ];

    private static IEnumerable<NameMapping> Norm(string ours, string theirs) =>
        [
            new($"{ours}.weight", $"{theirs}.gamma", new TensorLayout.Same()),
            new($"{ours}.bias", $"{theirs}.beta", new TensorLayout.Same()),
        ];
}
