namespace Perceiver.Config;

/// <summary>Every rule over two or more settings. Each runs when the settings that it needs are all right by themselves.</summary>
internal static class CrossField
{
    private const string Input = "model.input";
    private const string Preprocessor = "model.preprocessor";
    private const string Positions = "model.positions";
    private const string Latents = "model.latents";
    private const string Decoder = "model.decoder";
    private const string Width = "model.latents.width";
    private const string Cross = "model.encoder.cross_attend";
    private const string Self = "model.encoder.self_attend";
    private const string StageCount = "model.encoder.stages";
    private const string Attending = "model.encoder.attending_stages";
    private const string Blocks = "model.encoder.blocks";
    private const string Causal = "model.encoder.causal";
    private const string Rotary = "model.encoder.rotary";

    public static readonly IReadOnlyList<CrossRule> All =
    [
        new(InputRules.Kinds, Input, Preprocessor, Positions),
        new(PatchRules.Fits, Input, Preprocessor),
        new(InputRules.SomethingIsLeft, Input, Preprocessor, Positions),
        new(PositionRules.Resolutions, Input, Preprocessor, Positions),
        // An embedding's width follows the latents', and so does all that follows it.
        new(PositionRules.Width, Input, Preprocessor, Positions, Width),
        new(PositionRules.Tell, Input, Preprocessor, Positions, Rotary),
        new(TokenRules.Vocabulary, Input, "task"),
        new(TokenRules.Shares, "task"),
        new(AttentionRules.EncoderHeads, Width, Cross, Self),
        new(AttentionRules.DecoderHeads, Input, Preprocessor, Positions, Width, Decoder),
        new(AttentionRules.EncoderValueWidth, Width, Cross, Self),
        new(AttentionRules.DecoderValueWidth, Input, Preprocessor, Positions, Width, Decoder),
        new(AttentionRules.EncoderIdle, Width, Cross, Self),
        new(AttentionRules.DecoderIdle, Input, Preprocessor, Positions, Width, Decoder),
        new(EncoderRules.Sharing, "model.encoder.sharing", StageCount, Attending, Blocks),
        new(EncoderRules.Stages, StageCount, Attending, "model.encoder.inverted", Blocks, "model.encoder.repeats"),
        new(EncoderRules.Rotary, Width, Cross, Self, Rotary, Blocks),
        new(EncoderRules.Bottleneck, Input, Preprocessor, Latents),
        new(LatentRules.Places, "model.latents.source", "model.latents.init", Causal, Rotary),
        new(LatentRules.LastInputs, Input, Preprocessor, Positions, Latents),
        new(ModalityRules.Names, Input, Preprocessor, Positions, Width, Decoder),
        new(ModalityRules.Outputs, Input, Preprocessor, Positions, Width, Decoder),
        new(DecoderRules.Heads, Input, Preprocessor, Positions, Width, Decoder),
        new(DecoderRules.Tied, Input, Preprocessor, Positions, Width, Decoder, "task"),
        new(DecoderRules.Vector, Input, Preprocessor, Positions, Width, Decoder, "task"),
        new(DecoderRules.Subsample, Input, Preprocessor, Positions, Width, Decoder),
        new(DecoderRules.Resolutions, Input, Preprocessor, Positions, Width, Decoder),
        new(TaskRules.Input, Input, Preprocessor, "task"),
        new(TaskRules.Decoder, Decoder, "task"),
        new(TaskRules.Queries, Input, Preprocessor, Decoder, "task"),
        new(TaskRules.Causal, "model.latents.source", Causal, "task"),
        new(SizeRules.Size, "model", "task"),
        new(SizeRules.Memory, "model", "task", "training.batch_size", "training.memory_budget"),
        new(DataRules.Source, "model.input", "task", "data.source", "data.split"),
        new(DataRules.Fits, Input, "task", "data.source"),
        new(DataRules.Moving, Input, Preprocessor, Positions, Decoder, "task", "data.source"),
        new(ClipRules.Parts, Input, "data.source"),
        new(DataRules.Bytes, Input, "task", "data.source", "data.split"),
        new(DataRules.ImagesAlone, Input, "task", "data"),
        new(DataRules.Split, "data.split"),
        new(DataRules.Folder, "data.source", "data.split"),
        new(DataRules.Crop, "model.input", "data.augmentation"),
        new(AugmentationRules.Flips, "task", "data.source", "data.augmentation"),
        new(AugmentationRules.Kinds, "model.input", "data.augmentation"),
        new(AugmentationRules.Ranges, "model.input", "data.augmentation"),
        new(AugmentationRules.Mixing, "data.augmentation"),
        new(TrainingRules.Shards, "training.shards", "training.batch_size"),
        new(TrainingRules.Warmup, "training", "data"),
        new(TrainingRules.Schedule, "training", "data"),
        new(TrainingRules.Watching, "training", "data"),
        new(TrainingRules.Decay, "model", "task", "training"),
        new(TrainingRules.Freeze, "model", "task", "training"),
        new(TrainingRules.Smoothing, Input, "task", "training"),
    ];

    public static void Check(PerceiverConfig config, PlaceFinder places, FailedPaths failed)
    {
        foreach (var rule in All.Where(rule => rule.Needs.All(failed.Has)))
        {
            rule.Check(config, places);
        }
    }
}
