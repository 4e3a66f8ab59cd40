using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Puts together what stands between a raw input and the byte array.</summary>
internal static class InputAssembly
{
    public static EquatableArray<StemParameters> Stem(
        PreprocessorConfig preprocessor,
        string prefix,
        LeafSource source
    ) =>
        preprocessor is PreprocessorConfig.Conv conv
            ? LeafSource.List(
                conv.Layers,
                i => new StemParameters(
                    source.Leaf($"{prefix}stem.{i}.weight"),
                    conv.BatchNorm ? source.Norm($"{prefix}stem.{i}.norm") : null
                )
            )
            : [];

    public static Tensor? Embedding(PreprocessorConfig preprocessor, string prefix, LeafSource source) =>
        preprocessor is PreprocessorConfig.Embedding ? source.Leaf($"{prefix}embedding") : null;

    public static LinearParameters? Preprocessor(PreprocessorConfig preprocessor, string prefix, LeafSource source) =>
        InputLayout.Projected(preprocessor) is null ? null : source.Linear($"{prefix}preprocessor");

    public static PositionParameters? Positions(
        InputLayout layout,
        PositionConfig positions,
        string prefix,
        LeafSource source
    )
    {
        var table = positions is PositionConfig.Learned ? source.Leaf($"{prefix}positions.table") : null;
        var projection = layout.PositionProjection is null ? null : source.Linear($"{prefix}positions.projection");
        return table is null && projection is null ? null : new(table, projection);
    }

    /// <summary>What each of several inputs has of its own; nothing of a single one.</summary>
    public static EquatableArray<ModalityParameters> Modalities(InputConfig input, LeafSource source) =>
        input is InputConfig.Modalities several
            ? LeafSource.List(
                several.Parts.Count,
                i => Modality(several.Parts[i], InputLayout.Common(several), $"modalities.{i}.", source)
            )
            : [];

    /// <summary>The statistics of each batch norm of a stem.</summary>
    public static EquatableArray<StemStatistics> Statistics(
        PreprocessorConfig preprocessor,
        string prefix,
        LeafSource source
    ) =>
        preprocessor is PreprocessorConfig.Conv { BatchNorm: true } conv
            ? LeafSource.List(
                conv.Layers,
                i => new StemStatistics(
                    new(source.Leaf($"{prefix}stem.{i}.norm.mean"), source.Leaf($"{prefix}stem.{i}.norm.variance"))
                )
            )
            : [];

    private static ModalityParameters Modality(ModalityConfig part, int common, string prefix, LeafSource source)
    {
        var layout = InputLayout.Of(part);
        return new(
            Stem(part.Preprocessor, prefix, source),
            Embedding(part.Preprocessor, prefix, source),
            Preprocessor(part.Preprocessor, prefix, source),
            Positions(layout, part.Positions, prefix, source),
            layout.Width < common ? source.Leaf($"{prefix}padding") : null,
            part.MaskProbability is null ? null : source.Leaf($"{prefix}mask")
        );
    }
}
