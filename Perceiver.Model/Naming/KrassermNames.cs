using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The names of krasserm's state dicts.</summary>
public static class KrassermNames
{
    /// <summary>The program.</summary>
    internal const string Program = "krasserm/perceiver-io";

    /// <summary>The names of an image classifier or a masked language model.</summary>
    /// <param name="config">A config made with <see cref="Krasserm"/>.</param>
    public static NameMap Of(PerceiverConfig config)
    {
        var (names, model) = (new NameList(config), config.Model);
        names.Add("latents", "0.latent_provider._query");
        names.Add("embedding", "0.input_adapter.txt_embedding.weight");
        names.Add("positions.table", "0.input_adapter.pos_embedding.weight");
        if (model.Positions is PositionConfig.Fourier fourier)
        {
            const string Name = "0.input_adapter.position_encoding.position_encoding";
            names.Add(new DerivedTensor.FourierTable(Name, fourier.Code, Shapes.InputGrid(model)));
        }

        var sharing = StageSharing.Of(model.Encoder);
        for (var i = 0; i < sharing.CrossAttends; i++)
        {
            var theirs = $"0.cross_attn_{Use(i)}";
            Block(names, $"encoder.cross_attends.{i}", $"{theirs}.0.module", $"{theirs}.1.module");
        }

        for (var i = 0; i < sharing.Towers; i++)
        {
            for (var j = 0; j < model.Encoder.Blocks; j++)
            {
                var theirs = $"0.self_attn_{Use(i)}.{j}";
                Block(names, $"encoder.towers.{i}.{j}", $"{theirs}.0.module", $"{theirs}.1.module");
            }
        }

        Decoder(names, model.Decoder);
        return names.ToMap(Program);
    }

    /// <summary>Names of a block whose attention and MLP are two modules there.</summary>
    internal static void Block(NameList names, string ours, string attention, string mlp)
    {
        // A cross-attend has a norm for each side, a self-attention one norm.
        names.Pair(
            $"{ours}.query_norm",
            ours.Contains("towers", StringComparison.Ordinal) ? $"{attention}.norm" : $"{attention}.q_norm"
        );
        names.Pair($"{ours}.input_norm", $"{attention}.kv_norm");
        names.Pair($"{ours}.attention.query", $"{attention}.attention.q_proj");
        names.Pair($"{ours}.attention.key", $"{attention}.attention.k_proj");
        names.Pair($"{ours}.attention.value", $"{attention}.attention.v_proj");
        names.Pair($"{ours}.attention.output", $"{attention}.attention.o_proj");
        names.Pair($"{ours}.mlp_norm", $"{mlp}.0");
        names.Pair($"{ours}.mlp.hidden", $"{mlp}.1");
        names.Pair($"{ours}.mlp.output", $"{mlp}.3");
    }

    private static void Decoder(NameList names, DecoderConfig decoder)
    {
        names.Add("decoder.query", "1.output_query_provider._query");
        names.Add("decoder.queries", "1.output_query_provider._query");

        // The module that adds the query wraps the attention only where it is added.
        var block = decoder switch
        {
            DecoderConfig.Query query => query.CrossAttend,
            DecoderConfig.Queries queries => queries.CrossAttend,
            _ => null,
        };
        var wrapped = block?.AttentionResidual == AttentionResidual.Query ? ".module" : "";
        Block(names, "decoder.cross_attend", $"1.cross_attn.0{wrapped}", "1.cross_attn.1.module");
        names.Pair("decoder.head.0", "1.output_adapter.linear");
        names.Add("decoder.bias", "1.output_adapter.bias");
    }

    private static string Use(int distinct) => distinct == 0 ? "1" : "n";
}
