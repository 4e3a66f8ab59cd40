namespace Perceiver.Config;

/// <summary>Settings of the task.</summary>
internal static class TaskSchema
{
    public static readonly UnionType<TaskConfig> Type = new(
        "task",
        "What the model is trained for.",
        UnionCase<TaskConfig>.Of("classification", Classification()),
        UnionCase<TaskConfig>.Of("masked_language_model", MaskedLanguageModel()),
        UnionCase<TaskConfig>.Of("causal_language_model", CausalLanguageModel()),
        UnionCase<TaskConfig>.Of("autoencoding", Autoencoding()),
        UnionCase<TaskConfig>.Of("segmentation", Segmentation()),
        UnionCase<TaskConfig>.Of("regression", Regression()),
        UnionCase<TaskConfig>.Of("multimodal_autoencoding", MultimodalAutoencoding())
    );

    private static RecordType<TaskConfig.Classification> Classification()
    {
        var fields = new Fields<TaskConfig.Classification>();
        var classes = fields.Required("classes", Ranges.Classes, c => c.Classes, "How many labels there are.");
        var several = fields.Optional(
            "multi_label",
            Types.Boolean,
            c => c.MultiLabel,
            false,
            "Whether an example may have several labels, or none (AudioSet): a sigmoid each instead of a softmax."
        );
        return fields.Record(
            "classification",
            "One of several labels per example, or any number of them.",
            r => new(r.Get(classes), r.Get(several))
        );
    }

    private static RecordType<TaskConfig.MaskedLanguageModel> MaskedLanguageModel()
    {
        var fields = new Fields<TaskConfig.MaskedLanguageModel>();
        var token = fields.Required(
            "mask_token",
            Types.Integer(0, 9_999_999),
            c => c.MaskToken,
            "The token that takes a masked one's place."
        );
        var share = fields.Optional(
            "mask_share",
            Types.Number(0, 1, minExcluded: true, maxExcluded: true),
            c => c.MaskShare,
            0.15,
            "Share of the tokens that is to be found."
        );
        var random = fields.Optional(
            "random_share",
            Types.Share,
            c => c.RandomShare,
            0.1,
            "Share of those that becomes a random token instead of the mask."
        );
        var kept = fields.Optional(
            "kept_share",
            Types.Share,
            c => c.KeptShare,
            0.1,
            "Share of those that stays as it is."
        );
        return fields.Record(
            "masked_language_model",
            "The tokens that were masked, from those around them.",
            r => new(r.Get(token), r.Get(share), r.Get(random), r.Get(kept))
        );
    }

    private static RecordType<TaskConfig.CausalLanguageModel> CausalLanguageModel() =>
        new Fields<TaskConfig.CausalLanguageModel>().Record(
            "causal_language_model",
            "The next token, from those before it (Perceiver AR, 2202.07765).",
            _ => new()
        );

    private static RecordType<TaskConfig.Autoencoding> Autoencoding()
    {
        var fields = new Fields<TaskConfig.Autoencoding>();
        var target = fields.Optional(
            "target",
            Types.Word<AutoencodingTarget>(),
            c => c.Target,
            AutoencodingTarget.Inputs,
            "What one query gives back: the raw values of an input (a patch), or the channels of an element (a pixel)."
        );
        return fields.Record("autoencoding", "The input itself, through the bottleneck.", r => new(r.Get(target)));
    }

    private static RecordType<TaskConfig.Segmentation> Segmentation()
    {
        var fields = new Fields<TaskConfig.Segmentation>();
        var classes = fields.Required("classes", Ranges.Classes, c => c.Classes, "How many labels there are.");
        return fields.Record(
            "segmentation",
            "One of several labels for each element of the input.",
            r => new(r.Get(classes))
        );
    }

    private static RecordType<TaskConfig.Regression> Regression()
    {
        var fields = new Fields<TaskConfig.Regression>();
        var outputs = fields.Required(
            "outputs",
            Ranges.Width,
            c => c.Outputs,
            "Numbers for each query, or for the example where there is one vector."
        );
        return fields.Record("regression", "Numbers, such as optical flow.", r => new(r.Get(outputs)));
    }

    private static RecordType<TaskConfig.MultimodalAutoencoding> MultimodalAutoencoding() =>
        new Fields<TaskConfig.MultimodalAutoencoding>().Record(
            "multimodal_autoencoding",
            "Several inputs at once, through one bottleneck.",
            _ => new()
        );
}
