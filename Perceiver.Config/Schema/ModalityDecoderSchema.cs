namespace Perceiver.Config;

/// <summary>Settings of the decoder of several modalities.</summary>
internal static class ModalityDecoderSchema
{
    public static readonly RecordType<DecoderConfig.Modalities> Type = Modalities();

    private static RecordType<DecoderConfig.Modalities> Modalities()
    {
        var fields = new Fields<DecoderConfig.Modalities>();
        var parts = fields.Required(
            "parts",
            Types.List(Part(), 16, 1),
            c => c.Parts,
            "The modalities, in the order of their queries."
        );
        var padding = fields.Optional(
            "min_padding",
            Ranges.MinPadding,
            c => c.MinPadding,
            2,
            "Learned values that even the widest queries are given."
        );
        var init = fields.Optional(
            "init",
            InitSchema.Type,
            c => c.Init,
            InitSchema.TruncatedNormal,
            "Initial values of the paddings."
        );
        var cross = DecoderSchema.CrossAttend(fields, c => c.CrossAttend);
        var width = fields.Required(
            "width",
            Ranges.Width,
            c => c.Width,
            "Width that one linear layer for all brings the answers to."
        );
        return fields.Record(
            "modalities",
            "Queries of several modalities, padded to one width, attend to the latents together.",
            r =>
            {
                var queries = r.Get(parts);
                var least = r.Get(padding);
                return new(queries, least, r.Get(init), r.Get(cross, Common(queries, least, r.Scope)), r.Get(width));
            }
        );
    }

    private static int Common(EquatableArray<ModalityOutputConfig> parts, int padding, DecodeScope scope)
    {
        var widest = parts
            .Select(part => QueryLayout.Of(part?.Queries, scope.InputWidth).Width)
            .DefaultIfEmpty(0)
            .Max();
        return (int)Math.Min(widest + padding, int.MaxValue);
    }

    private static RecordType<ModalityOutputConfig> Part()
    {
        var fields = new Fields<ModalityOutputConfig>();
        var name = fields.Required("name", Types.Text, c => c.Name, "The input's name.");
        var queries = fields.Required("queries", QuerySchema.Type, c => c.Queries, "Its queries.");
        var outputs = fields.Required(
            "outputs",
            Types.Integer(1, 100_000),
            c => c.Outputs,
            "How many numbers each query gives."
        );
        var weight = fields.Optional(
            "weight",
            Ranges.Delta,
            c => c.Weight,
            1,
            "What its loss is multiplied by before the modalities' losses are added; 0 learns nothing of it."
        );
        return fields.Record(
            "modality",
            "The queries and outputs of one modality.",
            r => new(r.Get(name), r.Get(queries), r.Get(outputs), r.Get(weight))
        );
    }
}
