using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The names of Hugging Face's state dicts.</summary>
public static class HuggingFaceNames
{
    /// <summary>The map of one class.</summary>
    /// <param name="config">A config made with <see cref="HuggingFace"/> or <see cref="HuggingFaceMultimodal"/>.</param>
    /// <param name="encoder">In front of the names of everything but the decoder: <c>perceiver.</c>, or nothing.</param>
    /// <param name="decoder">In front of the names of the decoder; other classes wrap it otherwise.</param>
    public static NameMap Of(PerceiverConfig config, string encoder, string decoder)
    {
        var names = new NameList(config);
        Input(names, config.Model, $"{encoder}input_preprocessor");
        names.Add("latents", $"{encoder}embeddings.latents");
        Block(names, "encoder.cross_attends.0", $"{encoder}encoder.cross_attention");
        for (var i = 0; i < config.Model.Encoder.Blocks; i++)
        {
            Block(names, $"encoder.towers.0.{i}", $"{encoder}encoder.self_attends.{i}");
        }

        names.Add("decoder.query", $"{decoder}output_position_encodings.position_embeddings");
        names.Add("decoder.queries", $"{decoder}output_position_encodings.position_embeddings");
        Block(names, "decoder.cross_attend", $"{decoder}decoding_cross_attention");
        names.Pair("decoder.head.0", $"{decoder}final_layer");
        names.Add("decoder.bias", "embedding_decoder.bias");
        if (config.Model.Decoder is DecoderConfig.Modalities several)
        {
            names.Pair("decoder.projection", $"{decoder}final_layer");
            Modalities(names, several, encoder);
        }

        return names.ToMap("huggingface/transformers");
    }

    private static void Input(NameList names, ModelConfig model, string theirs)
    {
        names.Add("embedding", $"{theirs}.embeddings.weight");
        if (model.Preprocessor is PreprocessorConfig.Pixels)
        {
            names.Pair("preprocessor", $"{theirs}.convnet_1x1", new TensorLayout.OnePixel());
        }
        else
        {
            names.Pair("preprocessor", $"{theirs}.conv_after_patches");
        }

        names.Add("stem.0.weight", $"{theirs}.convnet.conv.weight");
        names.Pair("stem.0.norm", $"{theirs}.convnet.batchnorm");
        names.Add("stem.0.norm.mean", $"{theirs}.convnet.batchnorm.running_mean");
        names.Add("stem.0.norm.variance", $"{theirs}.convnet.batchnorm.running_var");
        if (model.Preprocessor is PreprocessorConfig.Conv { BatchNorm: true })
        {
            names.Add(new DerivedTensor.BatchCount($"{theirs}.convnet.batchnorm.num_batches_tracked"));
        }

        // Texts have an embedding of places, images a module of their own around the table.
        var table = model.Input is InputConfig.Tokens ? "weight" : "position_embeddings";
        names.Add("positions.table", $"{theirs}.position_embeddings.{table}");
        names.Pair("positions.projection", $"{theirs}.positions_projection");
    }

    private static void Modalities(NameList names, DecoderConfig.Modalities several, string encoder)
    {
        for (var i = 0; i < several.Parts.Count; i++)
        {
            var name = several.Parts[i].Name;
            names.Add($"modalities.{i}.padding", $"{encoder}input_preprocessor.padding.{name}");
            names.Add($"modalities.{i}.mask", $"{encoder}input_preprocessor.mask.{name}");
            names.Add(
                $"decoder.modalities.{i}.queries",
                $"{encoder}decoder.modalities.{name}.decoder.output_position_encodings.position_embeddings"
            );
            names.Add($"decoder.modalities.{i}.padding", $"{encoder}decoder.padding.{name}");
            names.Pair($"decoder.modalities.{i}.head", $"{encoder}output_postprocessor.modalities.{name}.classifier");
        }
    }

    private static void Block(NameList names, string ours, string theirs)
    {
        names.Pair($"{ours}.query_norm", $"{theirs}.attention.self.layernorm1");
        names.Pair($"{ours}.input_norm", $"{theirs}.attention.self.layernorm2");
        names.Pair($"{ours}.attention.query", $"{theirs}.attention.self.query");
        names.Pair($"{ours}.attention.key", $"{theirs}.attention.self.key");
        names.Pair($"{ours}.attention.value", $"{theirs}.attention.self.value");
        names.Pair($"{ours}.attention.output", $"{theirs}.attention.output.dense");
        names.Pair($"{ours}.mlp_norm", $"{theirs}.layernorm");
        names.Pair($"{ours}.mlp.hidden", $"{theirs}.mlp.dense1");
        names.Pair($"{ours}.mlp.output", $"{theirs}.mlp.dense2");
    }
}
