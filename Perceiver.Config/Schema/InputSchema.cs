namespace Perceiver.Config;

/// <summary>Settings of the raw input: one, or several at once.</summary>
internal static class InputSchema
{
    public static readonly UnionType<InputConfig> Type = new(
        "input",
        "What is fed to the model.",
        [.. SingleInputSchema.Cases, UnionCase<InputConfig>.Of("modalities", Modalities())]
    );

    private static RecordType<InputConfig.Modalities> Modalities()
    {
        var fields = new Fields<InputConfig.Modalities>();
        var parts = fields.Required(
            "parts",
            Types.List(Modality(), 16, 1),
            c => c.Parts,
            "The inputs, in the order in which they enter the byte array."
        );
        var padding = fields.Optional(
            "min_padding",
            Ranges.MinPadding,
            c => c.MinPadding,
            2,
            "Learned values that even the widest input is given."
        );
        var init = fields.Optional(
            "init",
            InitSchema.Type,
            c => c.Init,
            InitSchema.TruncatedNormal,
            "Initial values of paddings and mask tokens."
        );
        return fields.Record(
            "modalities",
            "Several inputs at once, each padded to a common width with learned values (2107.14795, section 4.4).",
            r => new(r.Get(parts), r.Get(padding), r.Get(init))
        );
    }

    private static RecordType<ModalityConfig> Modality()
    {
        var fields = new Fields<ModalityConfig>();
        var name = fields.Required("name", Types.Text, c => c.Name, "What it is called.");
        var input = fields.Required(
            "input",
            new UnionType<InputConfig>("input", "The raw input.", SingleInputSchema.Cases),
            c => c.Input,
            "The raw input."
        );
        var (preprocessor, positions) = InputParts.Declare(fields, c => c.Preprocessor, c => c.Positions);
        var mask = fields.Optional(
            "mask_probability",
            Types.OrNull(Types.Number(0, 1)),
            c => c.MaskProbability,
            null,
            "How likely the learned mask token takes an input's place; null for no such token."
        );
        return fields.Record(
            "modality",
            "One of several inputs.",
            r =>
            {
                var raw = r.Get(input);
                var reader = r.Knowing(r.Scope with { Input = raw });
                return new(r.Get(name), raw, reader.Get(preprocessor), reader.Get(positions), r.Get(mask));
            }
        );
    }
}
