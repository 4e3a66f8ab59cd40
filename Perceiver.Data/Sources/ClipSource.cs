using LanguageExt;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Clips that are made, at the size of a model's inputs: training and test part from keys of their own.</summary>
internal static class ClipSource
{
    /// <summary>The parts.</summary>
    public static Either<DataError, DataSplits> Load(
        PerceiverConfig config,
        DataSourceConfig.Clips source,
        InputConfig.Modalities input
    )
    {
        var key = RngKey.FromSeed(source.Seed).Fold("clips");
        var size = ClipSize.Of(input);
        return GeneratedSource.Divide(
            config,
            source.Train,
            parts => Select(Clip.Set(key.Fold("train"), source.Train, size, source.Noise), parts),
            Clip.Set(key.Fold("test"), source.Test, size, source.Noise),
            Config.Generated.ClipClasses
        );
    }

    private static ExampleSet[] Select(ClipSet all, IReadOnlyList<int>[] parts) =>
        [
            .. parts.Select(indices => new ClipSet(
                GeneratedSource.Gather(all.Pixels, all.Size.FilmSize, indices),
                GeneratedSource.Gather(all.Sound, all.Size.Samples, indices),
                all.Size,
                [.. indices.Select(i => all.Labels[i])]
            )),
        ];
}
