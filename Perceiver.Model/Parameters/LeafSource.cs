using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Gives tensors by their names, one by one or as the small parts that models are made of.</summary>
/// <param name="Leaf">The tensor of a name.</param>
internal readonly record struct LeafSource(Func<string, Tensor> Leaf)
{
    /// <summary>A linear layer.</summary>
    public LinearParameters Linear(string path, bool bias = true) =>
        new(Leaf($"{path}.weight"), bias ? Leaf($"{path}.bias") : null);

    /// <summary>A norm.</summary>
    public NormParameters Norm(string path) => new(Leaf($"{path}.weight"), Leaf($"{path}.bias"));

    /// <summary>An attention and its MLP.</summary>
    public BlockParameters Block(BlockConfig block, string path, bool cross) =>
        new(
            Norm($"{path}.query_norm"),
            cross ? Norm($"{path}.input_norm") : null,
            Attention(block.Attention, $"{path}.attention"),
            block.Mlp is null ? null : Norm($"{path}.mlp_norm"),
            block.Mlp is { } mlp
                ? new(Linear($"{path}.mlp.hidden", mlp.Bias), Linear($"{path}.mlp.output", mlp.Bias))
                : null
        );

    /// <summary>So many parts of a kind.</summary>
    public static EquatableArray<T> List<T>(int count, Func<int, T> item) =>
        Enumerable.Range(0, count).Select(item).ToEquatableArray();

    private AttentionParameters Attention(AttentionConfig config, string path) =>
        new(
            Linear($"{path}.query", config.Bias),
            Linear($"{path}.key", config.Bias),
            Linear($"{path}.value", config.Bias),
            config.OutputProjection ? Linear($"{path}.output", config.OutputBias) : null,
            config.Scale == AttentionScale.Learned ? Leaf($"{path}.scale") : null
        );
}
