using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The blocks that lucidrains' Perceivers are made of, and their names.</summary>
internal static class LucidrainsBlocks
{
    /// <summary>The program.</summary>
    public const string Program = "lucidrains/perceiver-pytorch";

    /// <summary>The latents start with deviation 1 there.</summary>
    public static readonly InitConfig LatentInit = new(InitKind.Normal, 1);

    /// <summary>An attention without biases in queries, keys and values, then a GEGLU.</summary>
    /// <param name="arguments">The constructor's.</param>
    /// <param name="kind"><c>cross</c> or <c>latent</c>.</param>
    public static BlockConfig Block(Arguments arguments, string kind)
    {
        var heads = arguments.Integer($"{kind}_heads");
        var width = heads * arguments.Integer($"{kind}_dim_head");
        var attention = ReferenceParts.Attention(heads, width, width, bias: false, arguments.Number("attn_dropout", 0));
        return ReferenceParts.Block(
            attention,
            new(arguments.Integer("ff_mult", 4), Activation.Gelu, true, true, arguments.Number("ff_dropout", 0))
        );
    }

    /// <summary>Names of a block whose attention and feed-forward are two modules there.</summary>
    public static void Name(NameList names, string ours, string attention, string feedForward)
    {
        names.Pair($"{ours}.query_norm", $"{attention}.norm");
        names.Pair($"{ours}.input_norm", $"{attention}.norm_context");
        names.Add($"{ours}.attention.query.weight", $"{attention}.fn.to_q.weight");
        names.Fused([$"{ours}.attention.key.weight", $"{ours}.attention.value.weight"], $"{attention}.fn.to_kv.weight");
        names.Pair($"{ours}.attention.output", $"{attention}.fn.to_out");
        names.Pair($"{ours}.mlp_norm", $"{feedForward}.norm");
        names.Pair($"{ours}.mlp.hidden", $"{feedForward}.fn.net.0");
        names.Pair($"{ours}.mlp.output", $"{feedForward}.fn.net.2");
    }
}
