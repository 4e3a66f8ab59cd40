using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The Perceiver as functions: first weights, answers, and where it looked. Arguments are borrowed; results are the caller's.</summary>
public static class PerceiverModel
{
    /// <summary>The first weights. Each depends on the key and its own name: a model with one block more starts the others alike.</summary>
    /// <param name="config">The config.</param>
    /// <param name="key">Where the randomness comes from.</param>
    /// <param name="dtype">float32 or float64; both start from the same numbers, rounded.</param>
    /// <param name="device">Where the weights shall live; null means the CPU.</param>
    public static PerceiverParameters Init(
        PerceiverConfig config,
        RngKey key,
        ScalarType dtype = ScalarType.Float32,
        Device? device = null
    )
    {
        var specs = Shapes.Of(config).ToDictionary(spec => spec.Name);
        return ParameterAssembly.Assemble(config, name => Initialization.Draw(specs[name], key, dtype, device ?? CPU));
    }

    /// <summary>The statistics of a model that has seen nothing: mean 0 and variance 1. Most models keep none.</summary>
    /// <inheritdoc cref="Init"/>
    public static ModelStatistics InitStatistics(
        PerceiverConfig config,
        ScalarType dtype = ScalarType.Float32,
        Device? device = null
    )
    {
        var specs = Shapes.Buffers(config).ToDictionary(spec => spec.Name);
        return ParameterAssembly.AssembleStatistics(
            config,
            name => Initialization.Draw(specs[name], default, dtype, device ?? CPU)
        );
    }

    /// <summary>The logits of a batch of images, <c>[batch, classes]</c>.</summary>
    /// <param name="config">The config the weights belong to: a classifier of images.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">The images, of the config's height, width and channels and the weights' type.</param>
    /// <param name="dropout">Decides all dropout masks; null means evaluation: no dropout.</param>
    /// <param name="statistics">What the model's batch norms read in evaluation, if it has any.</param>
    /// <exception cref="ArgumentException">The images are not of the config's shape.</exception>
    public static Logits Forward(
        PerceiverConfig config,
        PerceiverParameters p,
        ImageBatch x,
        RngKey? dropout = null,
        ModelStatistics? statistics = null
    ) => (Logits)Run(config, p, x, dropout, statistics);

    /// <summary>The answer to a batch of any kind, for a config whose input and task are known only at run time.</summary>
    /// <param name="config">The config the weights belong to.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">What to look at, of the config's kind of input.</param>
    /// <param name="dropout">Decides all dropout masks; null means evaluation: no dropout.</param>
    /// <param name="statistics">
    /// What the model's batch norms read in evaluation, if it has any; in training they use the batch's own.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The batch is not of the config's kind or shape, or statistics are needed and not given.
    /// </exception>
    public static ModelOutput Run(
        PerceiverConfig config,
        PerceiverParameters p,
        InputBatch x,
        RngKey? dropout = null,
        ModelStatistics? statistics = null
    )
    {
        var kept = dropout is null ? Kept(config, statistics) : null;
        return Answer(config, Scoped.Run(() => Outputs(config, p, x, dropout, kept).Outputs, all => all));
    }

    /// <summary>
    /// The answer in evaluation, and where the model looked for it. Attention is one operator that keeps no table of
    /// probabilities; the tables that are asked for are made besides, so that the answer has the bits that <c>Run</c> gives.
    /// </summary>
    /// <typeparam name="TOutput">The answer's type, as the config's task has it.</typeparam>
    /// <param name="config">The config the weights belong to.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">What to look at, of the config's kind of input.</param>
    /// <param name="wanted">Which attentions to give maps of; null for all. A map holds heads · queries · inputs numbers.</param>
    /// <param name="statistics">What the model's batch norms read, if it has any.</param>
    /// <exception cref="ArgumentException">
    /// The batch is not of the config's kind or shape, or statistics are needed and not given.
    /// </exception>
    /// <exception cref="InvalidCastException">The model answers with something else.</exception>
    public static Attended<TOutput> Attend<TOutput>(
        PerceiverConfig config,
        PerceiverParameters p,
        InputBatch x,
        Func<AttentionPlace, bool>? wanted = null,
        ModelStatistics? statistics = null
    )
        where TOutput : ModelOutput
    {
        var (kept, watch) = (Kept(config, statistics), new AttentionWatch(wanted ?? (_ => true)));
        var (outputs, maps) = Scoped.Run(
            () => (Outputs(config, p, x, null, kept, watch).Outputs, Maps: watch.Maps.ToEquatableArray()),
            result => [.. result.Outputs, .. result.Maps.Select(map => map.Probabilities)]
        );
        return new((TOutput)Answer(config, outputs), maps);
    }

    /// <summary>The answer to a batch in training, and the mean and variance that the model's batch norms saw on the way.</summary>
    /// <param name="config">The config the weights belong to.</param>
    /// <param name="p">The weights.</param>
    /// <param name="x">What to look at, of the config's kind of input.</param>
    /// <param name="dropout">Decides all dropout masks.</param>
    /// <exception cref="ArgumentException">The batch is not of the config's kind or shape.</exception>
    public static (ModelOutput Output, ModelStatistics Seen) Train(
        PerceiverConfig config,
        PerceiverParameters p,
        InputBatch x,
        RngKey dropout
    )
    {
        var (outputs, seen) = Scoped.Run(
            () => Outputs(config, p, x, dropout, null),
            all => [.. all.Outputs, .. all.Seen.Leaves()]
        );
        return (Answer(config, outputs), seen);
    }

    // One output, or one for each part of a decoder of several modalities.
    private static (EquatableArray<Tensor> Outputs, ModelStatistics Seen) Outputs(
        PerceiverConfig config,
        PerceiverParameters p,
        InputBatch x,
        RngKey? dropout,
        ModelStatistics? kept,
        AttentionWatch? watch = null
    )
    {
        var model = config.Model;
        var (inputs, mask, places, seen) = Scoped.Run(
            () => Preprocessing.Apply(model, p, x, dropout, kept),
            read => read.Tensors()
        );
        var start = Latents(model, p, inputs);
        var left = InputDropout.Apply(
            inputs,
            mask,
            model.Encoder.InputDropout,
            dropout?.Fold("inputs"),
            model.Latents.Source is LatentSource.LastInputs ? (int)start.shape[1] : 0
        );
        var depth = new StochasticDepth(
            config.Training.StochasticDepth,
            model.Encoder.Stages * model.Encoder.Repeats * model.Encoder.Blocks
        );
        var latents = Encoder.Apply(
            model,
            p.Encoder,
            start,
            left.Inputs,
            dropout?.Fold("encoder"),
            left.Mask,
            depth,
            watch,
            places: left.Places is { } those && places is not null ? places.gather(1, those) : left.Places ?? places,
            checkpointing: kept is null ? new Checkpointing(config.Training.Recompute) : default
        );
        var key = dropout?.Fold("decoder");
        return (
            model.Decoder is DecoderConfig.Modalities several
                ? ModalityOutputs.Apply(model, several, p.Decoder, latents, x, key, watch, dropout)
                : [Decoder.Apply(model, p, latents, inputs, x, key, watch, dropout)],
            seen
        );
    }

    // What batch norms read in evaluation.
    private static ModelStatistics Kept(PerceiverConfig config, ModelStatistics? statistics)
    {
        var known = statistics ?? ModelStatistics.None;
        return known.IsEmpty && Shapes.Buffers(config).Count > 0
            ? throw new ArgumentException(
                "The model has batch norms: evaluation needs the statistics that its training kept.",
                nameof(statistics)
            )
            : known;
    }

    internal static Tensor Latents(ModelConfig model, PerceiverParameters p, Tensor inputs)
    {
        if (p.Latents is { } learned)
        {
            return learned;
        }

        var count = Math.Min(model.Latents.Count, inputs.shape[1]);
        var last = inputs.narrow(1, inputs.shape[1] - count, count);
        return p.LatentProjection is { } projection ? Layers.Linear(projection, last) : last;
    }

    private static ModelOutput Answer(PerceiverConfig config, EquatableArray<Tensor> outputs) =>
        (config.Model.Input, config.Task) switch
        {
            (_, TaskConfig.MultimodalAutoencoding) => new ModalityReconstruction(outputs),
            (_, TaskConfig.Classification) => new Logits(outputs[0]),
            (_, TaskConfig.Segmentation) => new DenseLogits(outputs[0]),
            (_, TaskConfig.Regression) => new Predictions(outputs[0]),
            (_, TaskConfig.MaskedLanguageModel or TaskConfig.CausalLanguageModel) => new TokenLogits(outputs[0]),
            (InputConfig.Tokens, TaskConfig.Autoencoding) => new TokenLogits(outputs[0]),
            (_, TaskConfig.Autoencoding) => new Reconstruction(outputs[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(config), config.Task, "Unknown task."),
        };
}
