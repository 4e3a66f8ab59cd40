namespace Perceiver.Config;

/// <summary>One raw input and what follows it, with the paths of its settings.</summary>
internal sealed record InputPart(
    string Path,
    InputConfig Input,
    PreprocessorConfig Preprocessor,
    PositionConfig Positions
)
{
    public string InputPath => $"{Path}.input";

    public string PreprocessorPath => $"{Path}.preprocessor";

    public string PositionsPath => $"{Path}.positions";

    public InputLayout Layout => InputLayout.Of(Input, Preprocessor, Positions);
}

/// <summary>One attention block: its path, its settings and the width of the rows that it changes.</summary>
internal sealed record BlockPart(string Path, BlockConfig Block, long Width);

/// <summary>One array of queries, its path, and the raw elements along the axes of what it asks for.</summary>
internal sealed record QueryPart(string Path, QueryConfig Queries, EquatableArray<int> Elements);

/// <summary>The parts of a model that come in several places, for rules that hold in each.</summary>
internal static class ModelParts
{
    /// <summary>The only input, or each of several.</summary>
    public static IEnumerable<InputPart> Inputs(ModelConfig model) =>
        model.Input is InputConfig.Modalities several
            ? several.Parts.Select(
                (part, i) => new InputPart($"model.input.parts.{i}", part.Input, part.Preprocessor, part.Positions)
            )
            : [new("model", model.Input, model.Preprocessor, model.Positions)];

    /// <summary>Every input of tokens.</summary>
    public static IEnumerable<(string Path, InputConfig.Tokens Tokens)> Tokens(InputConfig input) =>
        input switch
        {
            InputConfig.Tokens tokens => [("model.input", tokens)],
            InputConfig.Modalities several => several.Parts.SelectMany(
                (part, i) =>
                    part.Input is InputConfig.Tokens tokens
                        ? [($"model.input.parts.{i}.input", tokens)]
                        : (IEnumerable<(string, InputConfig.Tokens)>)[]
            ),
            _ => [],
        };

    /// <summary>Where queries say how many they are.</summary>
    public static string[] CountPaths(string path) => [$"{path}.count", $"{path}.grid", $"{path}.kind", path];

    /// <summary>Every attention block.</summary>
    public static IEnumerable<BlockPart> Blocks(ModelConfig model) => EncoderBlocks(model).Concat(DecoderBlocks(model));

    /// <summary>The encoder's blocks.</summary>
    public static IEnumerable<BlockPart> EncoderBlocks(ModelConfig model) =>
        [
            new("model.encoder.cross_attend", model.Encoder.CrossAttend, model.Latents.Width),
            new("model.encoder.self_attend", model.Encoder.SelfAttend, model.Latents.Width),
        ];

    /// <summary>The decoder's block, if it has one.</summary>
    public static IEnumerable<BlockPart> DecoderBlocks(ModelConfig model)
    {
        var decoder = model.Decoder switch
        {
            DecoderConfig.Query query => (query.CrossAttend, query.Width),
            DecoderConfig.Queries queries => (queries.CrossAttend, QueryLayout.Of(queries.Array, model).Width),
            DecoderConfig.Modalities several => (several.CrossAttend, QueryLayout.Together(several, model).Width),
            _ => ((BlockConfig, long)?)null,
        };
        if (decoder is var (block, width))
        {
            yield return new("model.decoder.cross_attend", block, width);
        }
    }

    /// <summary>Every array of queries.</summary>
    public static IEnumerable<QueryPart> Queries(ModelConfig model) =>
        model.Decoder switch
        {
            DecoderConfig.Queries queries =>
            [
                new("model.decoder.queries", queries.Array, InputSizes.Elements(model.Input)),
            ],
            DecoderConfig.Modalities several => several.Parts.Select(
                (part, i) => new QueryPart($"model.decoder.parts.{i}.queries", part.Queries, Elements(part.Name, model))
            ),
            _ => [],
        };

    private static EquatableArray<int> Elements(string name, ModelConfig model) =>
        model.Input is InputConfig.Modalities several
        && several.Parts.FirstOrDefault(one => one.Name == name) is { } part
            ? InputSizes.Elements(part.Input)
            : [];

    /// <summary>Every head of linear layers, with its path.</summary>
    public static IEnumerable<(string Path, HeadConfig Head)> Heads(ModelConfig model) =>
        model.Decoder switch
        {
            DecoderConfig.MeanPool pool => [("model.decoder.head", pool.Head)],
            DecoderConfig.Query query => [("model.decoder.head", query.Head)],
            DecoderConfig.Queries { Output: OutputConfig.Projected output } => [("model.decoder.output", output.Head)],
            DecoderConfig.Latents { Output: OutputConfig.Projected output } => [("model.decoder.output", output.Head)],
            _ => [],
        };
}
