using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Queries and outputs that fit what they are asked for.</summary>
internal static class FamilyOutputGen
{
    /// <summary>An output that is tied to the embedding only where there is one of that width.</summary>
    public static Gen<OutputConfig> Output(ModelConfig model, int width) =>
        model.Input is InputConfig.Tokens
        && model.Preprocessor is PreprocessorConfig.Embedding embedding
        && embedding.Width == width
            ? Gen.OneOf(
                FamilyPartsGen.Projected,
                ConfigGen.Bool.Select(bias => (OutputConfig)new OutputConfig.Tied(bias))
            )
            : FamilyPartsGen.Projected;

    /// <summary>So many queries; null where any number will do.</summary>
    public static Gen<QueryConfig> Queries(long? count, ModelConfig? model) =>
        from number in count is { } wanted ? Gen.Constant((int)wanted) : Gen.Choose(1, 6)
        from width in Gen.Choose(1, 6)
        from init in ModelGen.Init
        from code in FamilyInputGen.Fourier(1)
        from projection in FamilyInputGen.Width
        from kind in Gen.Choose(0, model is not null && (count is null || count == InputLayout.Of(model).Count) ? 3 : 2)
        select kind switch
        {
            0 => (QueryConfig)new QueryConfig.Learned(number, width, init),
            1 => new QueryConfig.Fourier([number], code, projection),
            2 => new QueryConfig.Given(number, width),
            _ => new QueryConfig.Inputs(),
        };

    /// <summary>Queries for each of several inputs, once for each input or once for each element.</summary>
    public static Gen<DecoderConfig> Modalities(InputConfig.Modalities several) =>
        from first in Part(several.Parts[0])
        from second in Part(several.Parts[1])
        from padding in Gen.Choose(0, 3)
        from init in ModelGen.Init
        let parts = (EquatableArray<ModalityOutputConfig>)[second, first]
        let common = parts.Max(part => QueryLayout.Of(part.Queries, 0).Width) + padding
        from cross in FamilyPartsGen.Block((int)common)
        from width in Gen.Choose(1, 5)
        select (DecoderConfig)new DecoderConfig.Modalities(parts, padding, init, cross, width);

    private static Gen<ModalityOutputConfig> Part(ModalityConfig input) =>
        // Behind a convolution there is nothing raw to give back.
        from elements in input.Preprocessor is PreprocessorConfig.Conv ? Gen.Constant(true) : ConfigGen.Bool
        let count = elements ? InputSizes.ElementCount(input.Input) : InputLayout.Of(input).Count
        from queries in Queries(count, null)
        from weight in Gen.Elements(1, 0.25, 3)
        select new ModalityOutputConfig(
            input.Name,
            queries,
            count == InputSizes.ElementCount(input.Input)
                ? InputSizes.Channels(input.Input)
                : InputSizes.ContentOf(input.Input, input.Preprocessor),
            weight
        );
}
